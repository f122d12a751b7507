import type { Payment } from '@commercetools/platform-sdk';
import type { DetailsBody } from '../adyen/requests/details-body.ts';
import { buildDetailsRequest } from '../adyen/requests/details-request.ts';
import type { PaymentAnswer } from '../adyen/responses.ts';
import { outcomeOf, shopperAnswer, type ShopperAnswer } from '../adyen/results.ts';
import { toAdyenFault } from '../adyen/errors.ts';
import type { CheckoutSession } from '../context/checkout-session.ts';
import { invalidInput, notFound } from '../errors.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import { continuationKey } from './attempt-key.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { reverseDuplicates } from './reverse-duplicates.ts';
import { recordAnswer } from './send-attempt.ts';

/** What the shopper brings back from a redirect, a 3-D Secure frame or a wallet. */
export interface ContinuePaymentInput {
  readonly session: CheckoutSession;
  readonly body: DetailsBody;
  /** The caller's `Idempotency-Key`; without one the details themselves say what is the same continuation. */
  readonly idempotencyKey: string | undefined;
}

/**
 * Continues an attempt. Details count only for a Payment of the session's own cart, and only where Adyen's answer names
 * that Payment; anything else leaves commercetools as it was.
 * @throws Fault 400 when the details belong to another payment or Adyen refuses them, 404 for a foreign payment, 502, 503,
 *   504 with `paymentReference`
 */
export const continuePayment = async (
  deps: PaymentDependencies,
  { session, body, idempotencyKey }: ContinuePaymentInput,
): Promise<ShopperAnswer> => {
  const { paymentReference } = body;
  const found = await deps.carts.get(session.cartId);
  const payment = found?.payments.find(({ id }) => id === paymentReference);
  if (!found || !payment) throw notFound('The payment');

  const request = buildDetailsRequest(body);
  const key = continuationKey(payment.id, idempotencyKey ?? request);
  let answer: PaymentAnswer;
  try {
    answer = await deps.adyen.paymentDetails(request, { idempotencyKey: key });
  } catch (error) {
    throw toAdyenFault(error, { paymentReference });
  }
  if (!namesPayment(answer, payment)) {
    throw invalidInput('The details belong to another payment.', { field: 'details' });
  }

  const settled = await recordAnswer(deps, payment, answer);
  if (settled.isNewlyAuthorised) {
    const siblings = found.payments.filter(({ id }) => id !== payment.id);
    await reverseDuplicates(deps, { cart: found.cart, payment: settled.payment, siblings });
  }
  const merchantReturnUrl = session.merchantReturnUrl ?? deps.config.merchantReturnUrl;
  return shopperAnswer({ paymentReference, answer, merchantReturnUrl });
};

// A further action moves no money and often carries no reference; what ends an attempt must say whose end it is.
const namesPayment = (answer: PaymentAnswer, payment: Payment): boolean => {
  if (answer.merchantReference !== undefined) return answer.merchantReference === payment.id;
  if (answer.pspReference !== undefined) {
    const known = [payment.interfaceId, ...viewsOf(payment).map(({ interactionId }) => interactionId)];
    return known.includes(answer.pspReference);
  }
  return outcomeOf(answer.resultCode) === 'action';
};
