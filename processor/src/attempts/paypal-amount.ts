import type { Payment } from '@commercetools/platform-sdk';
import type { CartWithPayments } from '../commercetools/carts.ts';
import { fault, type Fault } from '../errors.ts';
import { owed } from '../ledger/cart-owed.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { sameMoney } from '../ledger/transaction-view.ts';
import { methodOf } from '../payment-methods/catalogue.ts';
import { orderChangesInDoubt } from '../ledger/order-change.ts';
import { mayStillSucceed } from '../ledger/attempt-state.ts';

/** What the cart owes but for this payment, in minor units by ISO 4217. */
export const owedWithout = (
  { cart, payments }: CartWithPayments,
  payment: Payment,
  giftCardPlanned: Money | undefined,
): Money =>
  owed(
    cart,
    payments.filter(({ id }) => id !== payment.id),
    giftCardPlanned,
  );

/** Whether the payment is PayPal's, whose order can be updated. */
export const hasUpdatableOrder = ({ paymentMethodInfo }: Payment): boolean =>
  methodOf(paymentMethodInfo.method).hasUpdatableOrder;

export const amountMismatch = (message: string): Fault => fault('AmountMismatch', { values: { message } });

/**
 * PayPal authorises what its order says when the shopper agrees. In express checkout the cart changes meanwhile (the address
 * brings shipping and taxes), so it is compared before the shopper's agreement is used.
 * @throws Fault 400 `AmountMismatch`, also while it is not known whether PayPal has changed the order
 */
export const assertStillOwed = (
  found: CartWithPayments,
  payment: Payment,
  giftCardPlanned: Money | undefined,
): void => {
  if (!hasUpdatableOrder(payment) || !mayStillSucceed(payment)) return;
  if (orderChangesInDoubt(payment).length > 0) {
    throw amountMismatch("PayPal has not confirmed the order's amount. Update the order first.");
  }
  const due = owedWithout(found, payment, giftCardPlanned);
  if (sameMoney(due, payment.amountPlanned)) return;
  throw amountMismatch(
    `The cart owes ${formatMoney(due)}, and PayPal's order is over ${formatMoney(payment.amountPlanned)}. Update the order first.`,
  );
};
