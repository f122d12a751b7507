import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../commercetools/index.ts';
import { startSandboxShop } from '../sandbox-shop.ts';
import type { Shop } from './index.ts';

let commercetools: EmbeddedCommercetools;
let shop: Shop;
beforeAll(async () => {
  commercetools = await startCommercetools();
  // Nothing of this file reaches a processor: port 9 is the one that throws everything away.
  shop = await startSandboxShop(commercetools, {
    processorUrl: 'http://localhost:9',
    enablerUrl: 'http://localhost:9',
  });
});
afterAll(async () => {
  await shop.stop();
  await commercetools.stop();
});

interface Summary {
  cartId: string;
  reference: string;
  lines: { sku: string; quantity: number }[];
  subtotal: { centAmount: number };
  shipping: { price: { centAmount: number } };
  tax: { amount: { centAmount: number }; isIncluded: boolean };
  total: { centAmount: number; currencyCode: string };
  message?: string;
}

const post = async (path: string, body: unknown = {}) => {
  const response = await fetch(shop.url + path, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Summary };
};
const save = (basket: object) => post('/api/cart', { country: 'NL', currency: 'EUR', ...basket });

describe('the basket', () => {
  it('is a cart with tax and shipping, and adds up', async () => {
    const { body } = await save({ items: [{ sku: 'mug', quantity: 3 }] });
    expect(body.total.centAmount).toBe(body.subtotal.centAmount + body.shipping.price.centAmount);
    expect(body.tax).toMatchObject({ isIncluded: true });
    expect(commercetools.control.cart(body.cartId).lineItems).toMatchObject([{ quantity: 3 }]);
  });

  it('keeps its cart and its reference while it changes', async () => {
    const before = (
      await save({
        items: [
          { sku: 'mug', quantity: 3 },
          { sku: 'lamp', quantity: 1 },
        ],
      })
    ).body;
    const after = (
      await save({
        cartId: before.cartId,
        items: [
          { sku: 'mug', quantity: 1 },
          { sku: 'scarf', quantity: 2 },
        ],
      })
    ).body;
    expect([after.cartId, after.reference]).toEqual([before.cartId, before.reference]);
    expect(after.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['mug', 1],
      ['scarf', 2],
    ]);
  });

  it.each([
    ['in another currency', { currency: 'JPY', country: 'JP' }],
    ['for another person', { visitor: 'customer' }],
  ])('%s is another cart', async (_name, change) => {
    const items = [{ sku: 'mug', quantity: 1 }];
    const before = (await save({ items })).body;
    const after = (await save({ cartId: before.cartId, items, ...change })).body;
    expect(after.cartId).not.toBe(before.cartId);
    expect(after.reference).not.toBe(before.reference);
  });

  it.each([
    ['an unknown country', { country: 'XX' }],
    ['an unknown currency', { currency: 'XXX' }],
    ['a negative quantity', { items: [{ sku: 'mug', quantity: -1 }] }],
  ])('of %s is refused', async (_name, change) => {
    expect((await save({ items: [], ...change })).status).toBe(400);
  });
});

describe('a session', () => {
  it('is for the cart, and says where the shopper comes back to', async () => {
    const { cartId } = (await save({ items: [{ sku: 'mug', quantity: 1 }] })).body;
    const { body } = await post(`/api/carts/${cartId}/session`);
    const { sessionId } = body as unknown as { sessionId: string };
    const session = await commercetools.control.request<unknown>('GET', `/sessions/${sessionId}`);
    expect(session).toMatchObject({
      activeCart: { cartRef: { id: cartId } },
      metadata: { merchantReturnUrl: `${shop.url}/result`, processorUrl: 'http://localhost:9' },
    });
  });
});

describe('the pages', () => {
  it.each(['/', '/result', '/merchant', '/pages/style.css'])('are there: %s', async (path) => {
    expect((await fetch(shop.url + path)).status).toBe(200);
  });

  it.each(['/pages/..%2Findex.ts', '/pages/../index.ts', '/nowhere'])(
    'are all there is: %s',
    async (path) => {
      expect((await fetch(shop.url + path)).status).toBe(404);
    },
  );
});
