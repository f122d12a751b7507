import type { Cart } from '@commercetools/platform-sdk';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

let ct: EmbeddedCommercetools;
let call: Call;
let support: Call;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct, ['manage_orders', 'manage_payments']);
  support = caller(ct, ['manage_orders', 'manage_locked_carts']);
});
afterAll(() => ct.stop());

interface Versioned {
  readonly id: string;
  readonly version: number;
}

const updateBy = (by: Call, cart: Versioned, ...actions: object[]): Promise<Reply> =>
  by('POST', `/carts/${cart.id}`, { version: cart.version, actions });

const update = (cart: Versioned, ...actions: object[]): Promise<Reply> => updateBy(call, cart, ...actions);

const newPayment = async (): Promise<string> =>
  (await call('POST', '/payments', { amountPlanned: { centAmount: 1, currencyCode: 'EUR' } })).body.id;

const addPayment = (id: string) => ({ action: 'addPayment', payment: { typeId: 'payment', id } });

const order = (cart: Versioned, fields: object = {}): Promise<Reply> =>
  call('POST', '/orders', { cart: { typeId: 'cart', id: cart.id }, version: cart.version, ...fields });

const updateOrder = (id: string, version: number, action: object): Promise<Reply> =>
  call('POST', `/orders/${id}`, { version, actions: [action] });

describe('a cart that was ordered or merged', () => {
  test.each(['Ordered', 'Merged'] as const)('%s: no further operations', async (cartState) => {
    const cart: Cart = { ...(await ct.control.createCart()), cartState };
    ct.control.putCart(cart);
    for (const action of [addPayment(await newPayment()), { action: 'setCountry', country: 'FR' }]) {
      const reply = await update(cart, action);
      expect(reply.status).toBe(400);
      expect(firstError(reply)).toEqual({
        code: 'InvalidOperation',
        message: `The cart with ID '${cart.id}' is already ${cartState.toLowerCase()}, and no further operations are allowed on it.`,
      });
    }
    expect(firstError(await order(cart))).toMatchObject({ code: 'InvalidOperation' });
    expect(ct.control.cart(cart.id).version).toBe(cart.version);
  });

  test('a stale version is said first, since the caller does not know the state yet', async () => {
    const cart = await ct.control.createCart();
    await order(cart);
    expect(firstError(await update(cart, addPayment(await newPayment())))).toMatchObject({
      code: 'ConcurrentModification',
    });
  });

  test('a frozen cart takes payments, and no change of its price', async () => {
    const { body: frozen } = await update(await ct.control.createCart(), { action: 'freezeCart' });
    const added = await update(frozen, addPayment(await newPayment()));
    expect(added.status).toBe(200);
    const line = { action: 'addLineItem', sku: 'mug' };
    expect(firstError(await update(added.body, line))).toMatchObject({ code: 'InvalidOperation' });
  });
});

describe('a locked cart', () => {
  test('is updated, locked and unlocked only with the scope manage_locked_carts', async () => {
    const cart = await ct.control.createCart();
    const payment = addPayment(await newPayment());
    expect((await update(cart, { action: 'lockCart' })).status).toBe(403);
    const locked = await updateBy(support, cart, { action: 'lockCart' });
    expect(locked.body).toMatchObject({ version: 2, lock: { clientId: 'sandbox' } });
    const refused = await update(locked.body, payment);
    expect(refused.status).toBe(403);
    expect(firstError(refused)).toMatchObject({ code: 'insufficient_scope' });
    expect((await update(locked.body, { action: 'unlockCart' })).status).toBe(403);
    expect((await call('GET', `/carts/${cart.id}`)).body).toMatchObject({ lock: { clientId: 'sandbox' } });
    const changed = await updateBy(support, locked.body, { action: 'setCountry', country: 'FR' });
    expect(changed).toMatchObject({ status: 200, body: { lock: { clientId: 'sandbox' } } });
    const unlocked = await updateBy(support, changed.body, { action: 'unlockCart' });
    expect(unlocked.body).not.toHaveProperty('lock');
    expect((await update(unlocked.body, payment)).status).toBe(200);
  });
});

describe('orders', () => {
  test('a payment of another order or active cart is not added', async () => {
    const [cart, other] = [await ct.control.createCart(), await ct.control.createCart()];
    const [inOrder, inCart, free] = [await newPayment(), await newPayment(), await newPayment()];
    await update(other, addPayment(inCart));
    const { body: paid } = await update(cart, addPayment(inOrder));
    const { body: first } = await order(paid);
    const { body: second } = await order(await ct.control.createCart());
    for (const payment of [inOrder, inCart])
      expect(firstError(await updateOrder(second.id, 1, addPayment(payment)))).toMatchObject({
        code: 'InvalidOperation',
      });
    expect(firstError(await updateOrder(second.id, 1, addPayment(randomUUID())))).toMatchObject({
      code: 'ReferencedResourceNotFound',
    });
    expect((await updateOrder(second.id, 1, addPayment(free))).status).toBe(200);
    expect((await updateOrder(first.id, 1, addPayment(inOrder))).status).toBe(200);
  });

  test.each(['paymentState', 'shipmentState', 'orderState'])('%s is one of a list', async (field) => {
    const cart = await ct.control.createCart();
    expect((await order(cart, { [field]: 'Nonsense' })).status).toBe(400);
    const { body } = await order(cart, { paymentState: 'BalanceDue', shipmentState: 'Backorder' });
    expect(body).toMatchObject({ paymentState: 'BalanceDue', shipmentState: 'Backorder' });
    const action = `change${field.charAt(0).toUpperCase()}${field.slice(1)}`;
    expect((await updateOrder(body.id, 1, { action, [field]: 'Nonsense' })).status).toBe(400);
    expect((await call('GET', `/orders/${body.id}`)).body.version).toBe(1);
  });
});

test('an update holds at most 500 actions', async () => {
  const cart = await ct.control.createCart();
  const actions = (count: number) =>
    Array.from({ length: count }, () => ({ action: 'setCountry', country: 'DE' }));
  expect((await update(cart, ...actions(501))).status).toBe(400);
  expect((await update(cart, ...actions(500))).status).toBe(200);
  const { body } = await call('POST', '/payments', {
    amountPlanned: { centAmount: 1, currencyCode: 'EUR' },
  });
  const many = Array.from({ length: 501 }, () => ({ action: 'setStatusInterfaceCode' }));
  expect((await call('POST', `/payments/${body.id}`, { version: 1, actions: many })).status).toBe(400);
});
