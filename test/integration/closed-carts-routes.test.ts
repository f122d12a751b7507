import { expect, it } from 'vitest';
import { newCustomer, newCustomersCart, storeCard, storedCard, storing } from './stored-support.ts';
import { useStack, type ErrorAnswer } from './support.ts';

// Every route that asks Adyen for money, for a cart on which commercetools allows no further operation.
const stack = useStack({ environment: { ...storing, ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true' } });

const wallet = {
  paymentMethod: { type: 'googlepay', googlePayToken: 'token', googlePayCardNetwork: 'VISA' },
};

const lock = { createdAt: '2026-01-31T09:00:00.000Z', clientId: 'support' };

it.each([
  ['become an order', { cartState: 'Ordered' as const }, 'order'],
  ['been merged into another', { cartState: 'Merged' as const }, 'merged'],
  ['been locked by support', { lock }, 'locked'],
])('a cart that has %s is charged on no route', async (_name, change, reason) => {
  const { adyen, commercetools, call } = stack();
  const customerId = await newCustomer(stack());
  const { id: paymentMethodId } = await storeCard(stack(), customerId);
  const { cartId, sessionId } = await newCustomersCart(stack(), customerId, { cart: { total: 1000 } });
  commercetools.control.putCart({ ...commercetools.control.cart(cartId), ...change });
  const token = commercetools.control.issueToken({ scopes: ['manage_checkout_transactions'] });
  const headers = { Authorization: `Bearer ${token}` };
  const charge = { cartId, paymentMethodId, checkoutTransactionItemId: 'item' };
  const sent = (): number => adyen.control.journal('/(payments|orders)$').length;
  const before = sent();
  for (const { status, body } of [
    await call<ErrorAnswer>('/payments', { sessionId, body: storedCard(paymentMethodId) }),
    await call<ErrorAnswer>('/express-payments', { sessionId, body: wallet }),
    await call<ErrorAnswer>('/operations/transactions', { headers, body: charge }),
    await call<ErrorAnswer>('/orders', { sessionId, body: {} }),
  ]) {
    expect([status, body.message]).toEqual([400, expect.stringContaining(reason)]);
  }
  expect([sent(), commercetools.control.payments(cartId)]).toEqual([before, []]);
});
