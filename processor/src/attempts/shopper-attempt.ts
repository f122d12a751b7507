import type { Cart, Payment } from '@commercetools/platform-sdk';
import type { AttemptBody } from '../adyen/requests/shopper-input.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import { digestOf } from '../digest.ts';
import type { OrderOfAttempt, Share } from '../gift-cards/part-of-order.ts';
import type { IdempotencyKey } from '../identifiers.ts';
import { isAwaitingShopper, isOver, isUnansweredAttempt, requestedAmount } from '../ledger/attempt-state.ts';
import { grossTotal, owed } from '../ledger/cart-owed.ts';
import { orderChangesInDoubt } from '../ledger/order-change.ts';
import { sameMoney } from '../ledger/transaction-view.ts';
import { customerReferenceOf } from '../shopper-reference.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { cartIsPaid } from './cart-is-paid.ts';
import { assertExpected } from './expected-amount.ts';
import type { AttemptPlan } from './prepare-attempt.ts';

interface ShopperAttempt {
  readonly session: CheckoutSession;
  readonly body: AttemptBody;
  readonly idempotencyKey: IdempotencyKey | undefined;
  /** Of the stored card that is paid with, where it is known. */
  readonly storedBrand: string | undefined;
  /** Its place in the gift card order that the cart is paid in, if there is one. */
  readonly order: OrderOfAttempt | undefined;
}

/** One press of the pay button, as a plan. */
export const shopperAttempt = (
  deps: Pick<PaymentDependencies, 'config'>,
  attempt: ShopperAttempt,
): AttemptPlan => {
  const { session, body, idempotencyKey } = attempt;
  // What was shown is no part of what is asked for: it says on what condition.
  const { expectedAmount: _shown, ...content } = body;
  const { paymentInterface, checkoutTransactionItemId } = session;
  const { type: method } = body.paymentMethod;
  const recognised = body.paymentMethod['brand'];
  const brand = attempt.storedBrand ?? (typeof recognised === 'string' ? recognised : undefined);
  return {
    identity: {
      cartId: session.cartId,
      madeBy: { kind: 'shopper', sessionId: session.id },
      idempotencyKey,
      contentDigest: digestOf(content),
    },
    description: { method, brand, paymentInterface, checkoutTransactionItemId },
    isOver: (payment, found) =>
      isOver(payment) || isInDoubt(payment) || chargesAnotherAmount(attempt, payment, found),
    amountToCharge: (found) => amountToCharge(deps, attempt, found),
  };
};

/** Whether nobody knows what PayPal's order is over: no agreement to it is used, so that the shopper needs another one. */
const isInDoubt = (payment: Payment): boolean => orderChangesInDoubt(payment).length > 0;

/**
 * Whether the amount to charge has changed since Adyen answered: the same content then pays what is owed now. A payment that
 * has paid all that the cart owes is answered again. What a gift card pays depends on its balance, not on what is owed alone.
 */
const chargesAnotherAmount = (
  { session: { giftCardPlannedAmount }, order }: ShopperAttempt,
  payment: Payment,
  { cart, payments }: CartWithPayments,
): boolean => {
  if (order?.paysPart || isUnansweredAttempt(payment)) return false;
  const siblings = payments.filter(({ id }) => id !== payment.id);
  const due = owed(cart, siblings, giftCardPlannedAmount);
  if ([requestedAmount(payment), payment.amountPlanned].some((one) => sameMoney(one, due))) return false;
  return isAwaitingShopper(payment) || owed(cart, payments, giftCardPlannedAmount).centAmount > 0;
};

const amountToCharge = async (
  deps: Pick<PaymentDependencies, 'config'>,
  attempt: ShopperAttempt,
  found: CartWithPayments,
): Promise<Share> => {
  const amount = owed(found.cart, found.payments, attempt.session.giftCardPlannedAmount);
  const charges = amount.centAmount > 0 || (amount.centAmount === 0 && storesOnly(deps, attempt, found.cart));
  if (!charges) throw cartIsPaid(found.cart, amount);
  const whole = { amount, orderReference: undefined };
  const share = amount.centAmount > 0 ? ((await attempt.order?.share(amount, found)) ?? whole) : whole;
  assertExpected(attempt.body.expectedAmount, share.amount, amount);
  return share;
};

/** A customer's cart of zero stores the method by a zero-amount authorisation. */
const storesOnly = (
  { config }: Pick<PaymentDependencies, 'config'>,
  { body }: ShopperAttempt,
  cart: Cart,
): boolean =>
  grossTotal(cart).centAmount === 0 &&
  customerReferenceOf(cart) !== undefined &&
  config.storedPaymentMethods.isEnabled &&
  body.storePaymentMethod;
