import type { CancelOrderAnswer } from '../adyen/responses.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { invalidOperation, notFound, paymentInProgress } from '../errors.ts';
import { toAdyenIdempotencyKey, type CartId, type PspReference } from '../identifiers.ts';
import { balanceOf } from '../ledger/balance.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import { isAtAdyen } from '../ledger/attempt-state.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { accountOfCart } from '../config/merchant-accounts.ts';
import { accountOfPayment } from '../config/payment-accounts.ts';
import {
  assertPartialPayments,
  keepCancelled,
  readOrder,
  standingOf,
  type GiftCardOrder,
} from './gift-card-order.ts';

/** The order that the page wants cancelled. */
export interface CancelOrderBody {
  readonly orderData: string;
  readonly pspReference: PspReference;
}

/**
 * Cancels the order that the session's cart is being paid in: Adyen gives every part back. Repeating it is safe.
 * @throws Fault 400 when partial payments are off, the cart is ordered, or the order is paid in whole or will be without the
 *   shopper, 404 when it is not the cart's, 409 while a part of it is at Adyen, and for what Adyen refuses
 */
export const cancelOrder = async (
  deps: PaymentDependencies,
  session: CheckoutSession,
  { pspReference, orderData }: CancelOrderBody,
): Promise<CancelOrderAnswer> => {
  assertPartialPayments(deps);
  const [known, found] = await Promise.all([readOrder(deps, session.cartId), deps.carts.get(session.cartId)]);
  if (!found) throw notFound("The session's cart");
  if (known?.pspReference !== pspReference) throw notFound('The order');
  if (known.isCancelled) return { resultCode: 'Received' };
  if (found.cart.cartState === 'Ordered') {
    throw invalidOperation('The cart has become an order: what it was paid with is refunded by the shop.');
  }
  return giveBack(deps, session.cartId, { ...known, orderData }, found);
};

/** Cancels at Adyen, then says so on every part: what was given back must not count as paid until a notification comes. */
export const giveBack = async (
  deps: PaymentDependencies,
  cartId: CartId,
  known: GiftCardOrder,
  { cart, payments }: CartWithPayments,
): Promise<CancelOrderAnswer> => {
  const { parts, isComplete, isAwaited } = standingOf(known, payments, deps.now());
  if (isComplete) throw invalidOperation('The order is paid in whole and cannot be cancelled.');
  if (isAwaited)
    throw invalidOperation('The rest of the order is being paid, so that it cannot be cancelled.');
  if (parts.some((part) => isAtAdyen(part, deps.now(), deps.config.adyen.deadlineMs))) {
    throw paymentInProgress();
  }
  const { pspReference, orderData } = known;
  const [part] = parts;
  const merchantAccount = part ? accountOfPayment(deps.config, part) : accountOfCart(deps.config, cart);
  const answer = await deps.adyen.ordersCancel(
    { merchantAccount, order: { pspReference, orderData } },
    { idempotencyKey: toAdyenIdempotencyKey(`cancel-order-${pspReference}`.slice(0, 64)) },
  );
  const at = deps.now().toISOString();
  for (const part of parts) {
    const approved = viewsOf(part).find(({ type, state }) => type === 'Authorization' && state === 'Success');
    if (approved?.interactionId === undefined) continue;
    const { captured } = balanceOf(part);
    const { interactionId: authorisation, amount } = approved;
    // What ORDER_CLOSED will say, in the same words: the notification then changes nothing.
    await deps.payments.settle(part, [
      { type: 'OrderClosed', authorisation, pspReference, amount, refund: captured > 0, at },
    ]);
  }
  await keepCancelled(deps, cartId, pspReference);
  return answer;
};
