import { describe, expect, it } from 'vitest';
import { card, newShopper, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack();

const expectNothingSent = (cartId: string): void => {
  expect(stack().adyen.control.journal('/payments$')).toEqual([]);
  expect(stack().commercetools.control.payments(cartId)).toEqual([]);
};

it.each([
  ['become an order', { cartState: 'Ordered' as const }, 'order'],
  ['been merged into another', { cartState: 'Merged' as const }, 'merged'],
  [
    'been locked by support',
    { lock: { createdAt: '2026-01-31T09:00:00.000Z', clientId: 'support' } },
    'locked',
  ],
])('a cart that has %s takes no payment, and Adyen is not called', async (_name, change, reason) => {
  const { control } = stack().commercetools;
  const { cartId, pay } = await newShopper(stack(), { cart: { total: 1000 } });
  control.putCart({ ...control.cart(cartId), ...change });
  const { status, body } = await pay<ErrorAnswer>(card());
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([{ code: 'InvalidOperation' }]);
  expect(body.message).toContain(reason);
  expectNothingSent(cartId);
});

it('a cart that is deleted before the payment is linked is not found, and Adyen is not called', async () => {
  const { cartId, pay } = await newShopper(stack(), { cart: { total: 1000 } });
  stack().commercetools.control.fault({ method: 'POST', path: `/carts/${cartId}$`, status: 404 });
  const { status, body } = await pay<ErrorAnswer>(card());
  expect(status).toBe(404);
  expect(body.errors).toMatchObject([{ code: 'ResourceNotFound' }]);
  expectNothingSent(cartId);
});

describe('what commercetools refuses for good', () => {
  it.each([
    [400, 'InvalidOperation'],
    [400, 'ExtensionUpdateActionsFailed'],
    [502, 'ExtensionBadResponse'],
  ])('is not to be tried again: %i %s', async (status, code) => {
    const { cartId, pay } = await newShopper(stack(), { cart: { total: 1000 } });
    const message = 'The credit limit of secret@example.com is used up.';
    const body = { statusCode: status, message, errors: [{ code, message }] };
    stack().commercetools.control.fault({ method: 'POST', path: `/carts/${cartId}$`, status, body });
    const refused = await pay<ErrorAnswer>(card());
    expect(refused.status).toBe(502);
    expect(refused.body.errors).toMatchObject([{ code: 'CommercetoolsRefused' }]);
    expect(refused.body.message).toContain('does not help');
    expect(JSON.stringify(refused.body)).not.toContain('credit limit');
    expectNothingSent(cartId);
  });
});
