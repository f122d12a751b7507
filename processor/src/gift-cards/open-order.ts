import { randomUUID } from 'node:crypto';
import type { CreateOrderAnswer } from '../adyen/responses.ts';
import { cartIdOf, toAdyenIdempotencyKey } from '../identifiers.ts';
import { GIFT_CARD_TYPE } from '../payment-methods/catalogue.ts';
import { isAllowed } from '../payment-methods/payment-method-names.ts';
import { closure, type CartWithPayments } from '../commercetools/carts.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { invalidOperation, notFound } from '../errors.ts';
import { owed } from '../ledger/cart-owed.ts';
import { fromAdyenAmount, toAdyenAmount } from '../ledger/money.ts';
import { sameMoney } from '../ledger/transaction-view.ts';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import { isOver } from '../ledger/attempt-state.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { accountOfCart } from '../config/merchant-accounts.ts';
import { giveBack } from './cancel-order.ts';
import {
  assertPartialPayments,
  keepOrder,
  readOrder,
  standingOf,
  type GiftCardOrder,
} from './gift-card-order.ts';
import { orderExpired } from './part-of-order.ts';

/**
 * Opens an order for what the session's cart owes. One that is open already is continued: a shopper who reloads the page, or
 * presses twice, must not leave a part in an order that nobody completes; the part's answer may be on its way.
 * @throws Fault 400 when partial payments are off, nothing is owed, the cart takes no more payments or the order that holds a
 *   part has expired, 404 without a cart, and for what Adyen refuses
 */
export const openOrder = async (
  deps: PaymentDependencies,
  session: CheckoutSession,
): Promise<CreateOrderAnswer> => {
  assertPartialPayments(deps);
  if (!isAllowed(GIFT_CARD_TYPE, session.allowedPaymentMethods)) {
    throw invalidOperation('Gift cards are not allowed in this session.');
  }
  const [known, found] = await Promise.all([readOrder(deps, session.cartId), deps.carts.get(session.cartId)]);
  if (!found) throw notFound("The session's cart");
  const closed = closure(found.cart);
  if (closed !== undefined) throw invalidOperation(`The cart takes no more payments: ${closed}.`);
  if (!known || known.isCancelled) return createOrder(deps, session, found);

  const standing = standingOf(known, found.payments, deps.now());
  if (standing.isComplete) return createOrder(deps, session, found);
  const rest = owed(found.cart, found.payments, session.giftCardPlannedAmount);
  const fits = sameMoney(rest, { ...known.amount, centAmount: standing.remaining });
  if (fits && !standing.isExpired) return continued(known, standing.remaining, session.cartId);
  const isEmpty = standing.held === 0 && standing.parts.every(isOver);
  if (isEmpty) return createOrder(deps, session, found);
  if (standing.isExpired) throw orderExpired();

  // The order no longer fits the cart: it could never be completed, and Adyen would give its parts back after the sale.
  await giveBack(deps, session.cartId, known, found);
  const afterwards = await deps.carts.get(session.cartId);
  if (!afterwards) throw notFound("The session's cart");
  return createOrder(deps, session, afterwards);
};

const continued = (order: GiftCardOrder, remaining: number, reference: string): CreateOrderAnswer => ({
  resultCode: 'Success',
  pspReference: order.pspReference,
  orderData: order.orderData,
  reference,
  amount: toAdyenAmount(order.amount),
  remainingAmount: toAdyenAmount({ ...order.amount, centAmount: remaining }),
  expiresAt: order.expiresAt,
});

const createOrder = async (
  deps: PaymentDependencies,
  session: CheckoutSession,
  { cart, payments }: CartWithPayments,
): Promise<CreateOrderAnswer> => {
  const amount = owed(cart, payments, session.giftCardPlannedAmount);
  if (amount.centAmount <= 0) throw invalidOperation('The cart is paid.');
  assertRepresentable(amount);
  const { orderExpiryMinutes } = deps.config.partialPayments;
  const expiresAt = new Date(deps.now().getTime() + orderExpiryMinutes * 60_000).toISOString();
  const answer = await deps.adyen.orders(
    {
      merchantAccount: accountOfCart(deps.config, cart),
      reference: cart.id,
      amount: toAdyenAmount(amount),
      expiresAt,
    },
    { idempotencyKey: toAdyenIdempotencyKey(randomUUID()) },
  );
  const { pspReference, orderData } = answer;
  await keepOrder(deps, cartIdOf(cart), {
    pspReference,
    orderData,
    amount: fromAdyenAmount(answer.amount),
    expiresAt: answer.expiresAt ?? expiresAt,
    isCancelled: false,
    parts: [],
    remainingValue: answer.remainingAmount.value,
  });
  return answer;
};
