import { resourceKey } from '../adyen/idempotency-key.ts';
import type { PaymentRequest } from '../adyen/requests/payment-fields.ts';
import { accountOfPayment } from '../config/payment-accounts.ts';
import { paymentIdOf } from '../identifiers.ts';
import { reverseDuplicates } from '../modifications/reverse-duplicates.ts';
import { learnOfAnswer } from '../stored-methods/learn-of-answer.ts';
import { namingMethod } from '../stored-methods/stored-payment-request.ts';
import type { UsableMethod } from '../stored-methods/usable-method.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { afterSuccess } from './after-success.ts';
import type { PreparedAttempt } from './prepare-attempt.ts';
import { sendAttempt, type Settled } from './send-attempt.ts';
import { withoutShopper } from './without-shopper.ts';

/**
 * Sends a prepared attempt to Adyen under the Payment's id as its key, writes down the response, and does what follows from a
 * success: of several payments of the cart one stays, and what is now known of the method is stored.
 * @param stored the stored method that is paid with
 * @throws what `sendAttempt` throws
 */
export const runAttempt = async (
  deps: PaymentDependencies,
  { cart, payment, siblings }: PreparedAttempt,
  stored: UsableMethod | undefined,
  buildRequest: () => Promise<PaymentRequest>,
): Promise<Settled> => {
  const settled = await sendAttempt(deps, payment, async () => {
    const built = namingMethod(await buildRequest(), cart, stored);
    // The cart may have changed since an earlier try, and the account with it; a payment is made in one account only.
    const request = { ...built, merchantAccount: accountOfPayment(deps.config, payment) };
    const answer = await deps.adyen.payments(request, {
      idempotencyKey: resourceKey(paymentIdOf(payment)),
    });
    return request.shopperInteraction === 'ContAuth' ? withoutShopper(answer) : answer;
  });
  if (settled.isNewlyAuthorised) {
    await afterSuccess(deps, paymentIdOf(payment), async () => {
      await reverseDuplicates(deps, { cart, payment: settled.payment, siblings });
      await learnOfAnswer(deps, { ...settled, cart, paymentMethodId: stored?.id });
    });
  }
  return settled;
};
