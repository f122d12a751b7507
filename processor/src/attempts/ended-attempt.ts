import { compact } from '../adyen/wire.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import type { PaymentId } from '../identifiers.ts';
import { authorisationOf, mayStillSucceed } from '../ledger/attempt-state.ts';
import { owedAfter } from '../ledger/cart-owed.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { endOfAttempt } from './attempt-answer.ts';
import type { ShopperResponse } from './shopper-response.ts';

/**
 * How an attempt ended, by the Payment as it is now: a notification may have brought the end before the shopper came back.
 * @returns `undefined` while it has not ended
 */
export const endedAttempt = async (
  deps: Pick<PaymentDependencies, 'carts'>,
  { cartId, giftCardPlannedAmount }: CheckoutSession,
  { paymentReference, merchantReturnUrl }: { paymentReference: PaymentId; merchantReturnUrl: string },
): Promise<ShopperResponse | undefined> => {
  const found = await deps.carts.get(cartId);
  const payment = found?.payments.find(({ id }) => id === paymentReference);
  const authorisation = payment && authorisationOf(payment);
  if (!found || !authorisation || mayStillSucceed(payment)) return undefined;
  const end = endOfAttempt(authorisation);
  if (!end) return undefined;
  if (authorisation.state !== 'Success') return { paymentReference, ...end };
  const siblings = found.payments.filter(({ id }) => id !== paymentReference);
  const remainingAmount = owedAfter(found.cart, payment, siblings, giftCardPlannedAmount);
  return compact({
    paymentReference,
    ...end,
    merchantReturnUrl: remainingAmount ? undefined : merchantReturnUrl,
    remainingAmount,
  });
};
