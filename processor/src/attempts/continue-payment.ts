import { contentKey } from '../adyen/idempotency-key.ts';
import type { Payment } from '@commercetools/platform-sdk';
import type { DetailsBody } from '../adyen/requests/shopper-input.ts';
import { buildDetailsRequest } from '../adyen/requests/details-request.ts';
import type { PaymentAnswer } from '../adyen/responses.ts';
import { outcomeOf } from '../adyen/results.ts';
import { cartIdOf, type IdempotencyKey } from '../identifiers.ts';
import { shopperResponse, type ShopperResponse } from './shopper-response.ts';
import { AdyenRefusedRequest, namingPayment } from '../adyen/errors.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { invalidInput, notFound } from '../errors.ts';
import { owedAfter } from '../ledger/cart-owed.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import { learnOfOrder } from '../gift-cards/part-of-order.ts';
import { afterSuccess } from './after-success.ts';
import { endedAttempt } from './ended-attempt.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { merchantReturnUrl } from './merchant-return-url.ts';
import { assertStillOwed } from './paypal-amount.ts';
import { reverseDuplicates } from '../modifications/reverse-duplicates.ts';
import { recordAnswer } from './send-attempt.ts';

/** What the shopper brings back from a redirect, a 3-D Secure frame or a wallet. */
export interface ContinuePaymentInput {
  readonly session: CheckoutSession;
  readonly body: DetailsBody;
  /** The caller's `Idempotency-Key`; the same details under it are the same continuation, and so they are without one. */
  readonly idempotencyKey: IdempotencyKey | undefined;
}

/**
 * Continues an attempt. Details count only for a Payment of the session's own cart, and only where Adyen's answer names
 * that Payment; anything else leaves commercetools as it was. Where Adyen takes no details any more since a notification has
 * brought the end, the response says how the attempt ended.
 * @throws Fault 400 when the cart no longer owes what PayPal would authorise, the details belong to another payment or Adyen
 *   refuses them; 404 for a foreign payment; 502, 503, 504 with `paymentReference`
 */
export const continuePayment = async (
  deps: PaymentDependencies,
  { session, body, idempotencyKey }: ContinuePaymentInput,
): Promise<ShopperResponse> => {
  const { paymentReference } = body;
  const found = await deps.carts.get(session.cartId);
  const payment = found?.payments.find(({ id }) => id === paymentReference);
  if (!found || !payment) throw notFound('The payment');
  assertStillOwed(found, payment, session.giftCardPlannedAmount);

  const request = buildDetailsRequest(body);
  const key = contentKey(paymentReference, { idempotencyKey, request });
  const outcome = {
    paymentReference,
    merchantReturnUrl: merchantReturnUrl(deps.config, session, paymentReference),
  };
  let answer: PaymentAnswer;
  try {
    answer = await deps.adyen.paymentDetails(request, { idempotencyKey: key });
  } catch (error) {
    const ended = error instanceof AdyenRefusedRequest && (await endedAttempt(deps, session, outcome));
    if (ended) return ended;
    throw namingPayment(paymentReference, error);
  }
  const names = namesPayment(answer, payment);
  if (names === false || (names === undefined && outcomeOf(answer.resultCode) !== 'action')) {
    throw invalidInput('The details belong to another payment.', { field: 'details' });
  }
  // A further action moves no money and often carries no reference of the payment: it is passed on and not written down.
  if (names === undefined) return shopperResponse({ ...outcome, answer });

  const settled = await recordAnswer(deps, payment, answer);
  await learnOfOrder(deps, cartIdOf(found.cart), answer.order);
  const siblings = found.payments.filter(({ id }) => id !== payment.id);
  if (settled.isNewlyAuthorised) {
    await afterSuccess(deps, paymentReference, () =>
      reverseDuplicates(deps, { cart: found.cart, payment: settled.payment, siblings }),
    );
  }
  const remainingAmount = owedAfter(found.cart, settled.payment, siblings, session.giftCardPlannedAmount);
  return shopperResponse({ ...outcome, answer, remainingAmount });
};

/** Whether the answer says that it is about this Payment; `undefined` when it does not say. */
const namesPayment = (answer: PaymentAnswer, payment: Payment): boolean | undefined => {
  if (answer.merchantReference !== undefined) return answer.merchantReference === payment.id;
  if (answer.pspReference === undefined) return undefined;
  const known = [payment.interfaceId, ...viewsOf(payment).map(({ interactionId }) => interactionId)];
  return known.includes(answer.pspReference) || undefined;
};
