import type { Payment } from '@commercetools/platform-sdk';
import { AdyenOutcomeUnknown, AdyenRefusedRequest, namingPayment, refusedFault } from '../adyen/errors.ts';
import type { PaymentAnswer } from '../adyen/responses.ts';
import { Fault } from '../errors.ts';
import { paymentIdOf } from '../identifiers.ts';
import { entriesOfAnswer, entriesOfRefusedRequest } from './attempt-answer.ts';
import { authorisationOf } from '../ledger/attempt-state.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** Adyen's answer to an attempt or its continuation, and the Payment that says so. */
export interface Settled {
  readonly payment: Payment;
  readonly answer: PaymentAnswer;
  /** The authorisation became a success by this very answer. */
  readonly isNewlyAuthorised: boolean;
}

/**
 * Sends an attempt that stands in commercetools to Adyen, and writes down what Adyen says.
 * @throws Fault 400 or 422 when Adyen refuses the request (the attempt has failed), 502 or 503 when it certainly was not
 *   processed, 504 with `paymentReference` when that is not known (nothing is marked failed)
 */
export const sendAttempt = async (
  deps: PaymentDependencies,
  payment: Payment,
  call: () => Promise<PaymentAnswer>,
): Promise<Settled> => {
  const transactionId = authorisationOf(payment)?.id;
  const amount = payment.amountPlanned;
  let answer: PaymentAnswer;
  try {
    answer = await call();
  } catch (error) {
    if (error instanceof AdyenRefusedRequest) {
      const fault = refusedFault(error);
      await deps.payments.settle(
        payment,
        entriesOfRefusedRequest({ fault, transactionId, amount, now: deps.now() }),
      );
    } else if (!(error instanceof AdyenOutcomeUnknown)) {
      await deps.payments.settle(payment, [{ type: 'Note', transactionId, note: 'unsent' }]);
    }
    throw namingPayment(paymentIdOf(payment), error);
  }
  return recordAnswer(deps, payment, answer);
};

/**
 * Writes down what Adyen answered.
 * @throws Fault 409, 502 or 503 with `paymentReference`: Adyen may hold the money although commercetools does not say so yet. A
 *   repeat of the request or a notification settles it
 */
export const recordAnswer = async (
  deps: PaymentDependencies,
  payment: Payment,
  answer: PaymentAnswer,
): Promise<Settled> => {
  const authorisation = authorisationOf(payment);
  const entries = entriesOfAnswer({
    answer,
    transactionId: authorisation?.id,
    planned: payment.amountPlanned,
    method: payment.paymentMethodInfo.method,
    now: deps.now(),
    paymentMethodsConfig: deps.config.paymentMethodsConfig,
  });
  try {
    return { answer, ...(await deps.payments.settle(payment, entries)) };
  } catch (error) {
    throw error instanceof Fault ? error.withFields({ paymentReference: payment.id }) : error;
  }
};
