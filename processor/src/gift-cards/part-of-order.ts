import type { Payment } from '@commercetools/platform-sdk';
import type { AttemptBody } from '../adyen/requests/shopper-input.ts';
import type { OrderAnswer } from '../adyen/responses.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { fault, invalidInput, type Fault } from '../errors.ts';
import { paymentIdOf, type CartId, type PspReference } from '../identifiers.ts';
import type { Money } from '../ledger/money.ts';
import { accountOfCart } from '../config/merchant-accounts.ts';
import { methodOf } from '../payment-methods/catalogue.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { payableByGiftCard } from './check-balance.ts';
import {
  assertPartialPayments,
  isPartOf,
  keepOrderData,
  keepPart,
  readOrder,
  standingOf,
  type GiftCardOrder,
} from './gift-card-order.ts';

/** What an attempt is to pay: all that is owed, or a part of it within an order at Adyen. */
export interface Share {
  readonly amount: Money;
  /** Adyen's reference of the order. */
  readonly orderReference: PspReference | undefined;
}

/** An attempt's place in the order that its cart is paid in. */
export interface OrderOfAttempt {
  /** Decides on a new attempt. @throws Fault 400 when the order cannot take it, or the gift card holds nothing */
  readonly share: (owed: Money, found: CartWithPayments) => Promise<Share>;
  /** Whether it is a gift card's, which may pay less than is owed. */
  readonly paysPart: boolean;
  /**
   * Whether the attempt is a part of the order.
   * @param orderReference what was decided on a new attempt
   */
  readonly includes: (payment: Payment, orderReference: PspReference | undefined) => boolean;
  /** Writes down that the attempt is a part. @returns what goes to Adyen: what the browser sent, else what is known */
  readonly join: (payment: Payment) => Promise<AttemptBody['order']>;
}

export const orderExpired = (): Fault => fault('OrderExpired');

/**
 * Finds the order that an attempt belongs to. An attempt that names none although gift cards paid a part already joins their
 * order: outside of it Adyen would take the parts for given up, and return them after the sale.
 * @throws Fault 400 when partial payments are off, or the order is not the cart's
 */
export const orderOfAttempt = async (
  deps: PaymentDependencies,
  { cartId }: CheckoutSession,
  body: AttemptBody,
): Promise<OrderOfAttempt | undefined> => {
  if (!deps.config.partialPayments.isEnabled) {
    if (body.order) assertPartialPayments(deps);
    return undefined;
  }
  const known = await readOrder(deps, cartId);
  if (body.order && body.order.pspReference !== known?.pspReference) {
    throw invalidInput("The order is not the one that the session's cart is paid in.", { field: 'order' });
  }
  if (!known) return undefined;
  const paysPart = methodOf(body.paymentMethod.type).isGiftCard;
  return {
    paysPart,
    share: async (owed, found) => {
      if (!takesPart(deps, known, body, found)) return { amount: owed, orderReference: undefined };
      const { isExpired, remaining } = standingOf(known, found.payments, deps.now());
      if (isExpired) throw orderExpired();
      if (owed.currencyCode !== known.amount.currencyCode || owed.centAmount !== remaining) {
        throw fault('OrderChanged');
      }
      const amount = paysPart
        ? await payableByGiftCard(deps, accountOfCart(deps.config, found.cart), owed, body.paymentMethod)
        : owed;
      return { amount, orderReference: known.pspReference };
    },
    includes: (payment, orderReference) =>
      body.order !== undefined || orderReference === known.pspReference || isPartOf(known)(payment),
    join: async (payment) => {
      const { pspReference, orderData, parts } = known;
      const id = paymentIdOf(payment);
      if (!parts.includes(id)) await keepPart(deps, cartId, pspReference, id);
      return body.order ?? { pspReference, orderData };
    },
  };
};

/** Keeps what an answer says of its order. Nobody's payment fails for it: the page goes on with the data that it was given. */
export const learnOfOrder = async (
  deps: PaymentDependencies,
  cartId: CartId,
  order: OrderAnswer | undefined,
): Promise<void> => {
  if (!order) return;
  try {
    await keepOrderData(deps, cartId, order);
  } catch (error) {
    deps.logger.warn('The latest data of a gift card order could not be kept.', { cartId, error });
  }
};

/** @throws Fault 400 for an order that is named and over */
const takesPart = (
  deps: PaymentDependencies,
  known: GiftCardOrder,
  { order }: AttemptBody,
  found: CartWithPayments,
): boolean => {
  const { held, isComplete } = standingOf(known, found.payments, deps.now());
  const isOver = known.isCancelled || isComplete;
  if (order) {
    if (isOver) throw fault('OrderClosed');
    return true;
  }
  return !isOver && held > 0;
};
