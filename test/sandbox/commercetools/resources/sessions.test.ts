import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call } from '../testing.ts';

let ct: EmbeddedCommercetools;
let shop: Call;
let processor: Call;
beforeAll(async () => {
  ct = await startCommercetools();
  shop = caller(ct, ['manage_sessions']);
  processor = caller(ct, ['view_sessions']);
});
afterAll(() => ct.stop());
afterEach(() => {
  vi.useRealTimers();
});

test("a shop's backend opens a session of its cart, and the processor reads it", async () => {
  const cart = await ct.control.createCart({ anonymousId: 'guest-1' });
  const metadata = {
    allowedPaymentMethods: ['card'],
    giftCardPlannedAmount: { centAmount: 1, currencyCode: 'EUR' },
  };
  const { status, body } = await shop('POST', '/sessions', { cart: { cartRef: { id: cart.id } }, metadata });
  expect(status).toBe(201);
  expect((await processor('GET', `/sessions/${body.id}`)).body).toMatchObject({
    id: body.id,
    state: 'ACTIVE',
    activeCart: { cartRef: { id: cart.id } },
    customer: { anonymousId: 'guest-1' },
    metadata,
  });
});

test('there is no session of a cart that is not there, and none without a scope', async () => {
  const draft = { cart: { cartRef: { id: randomUUID() } } };
  expect(firstError(await shop('POST', '/sessions', draft))).toMatchObject({
    code: 'ReferencedResourceNotFound',
  });
  expect((await processor('POST', '/sessions', draft)).status).toBe(403);
  expect((await caller(ct, ['manage_payments'])('GET', `/sessions/${randomUUID()}`)).status).toBe(403);
  expect((await processor('GET', `/sessions/${randomUUID()}`)).status).toBe(404);
});

test('a session ends, on demand or by its time', async () => {
  const { id: cartId } = await ct.control.createCart();
  const [ended, late] = [
    ct.control.createSession({ cartId }),
    ct.control.createSession({ cartId, expiryInSeconds: 600 }),
  ];
  ct.control.expireSession(ended.id);
  expect((await processor('GET', `/sessions/${ended.id}`)).body).toMatchObject({ state: 'EXPIRED' });
  expect((await processor('GET', `/sessions/${late.id}`)).body).toMatchObject({ state: 'ACTIVE' });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 601_000 });
  expect((await processor('GET', `/sessions/${late.id}`)).body).toMatchObject({ state: 'EXPIRED' });
});
