import { expect, it } from 'vitest';
import { card, newShopper, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack();

it('a cart that has become an order takes no payment, and Adyen is not called', async () => {
  const { control } = stack().commercetools;
  const { cartId, pay } = await newShopper(stack(), { cart: { total: 1000 } });
  control.putCart({ ...control.cart(cartId), cartState: 'Ordered' });
  const { status, body } = await pay<ErrorAnswer>(card());
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([{ code: 'InvalidOperation' }]);
  expect(body.message).toContain('order');
  expect(stack().adyen.control.journal('/payments$')).toEqual([]);
  expect(control.payments(cartId)).toEqual([]);
});
