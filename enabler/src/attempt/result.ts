import { RequestFailure } from '../fetch-json.ts';
import type { Texts } from '../messages/texts.ts';
import { checkoutTypeOf } from '../methods/names.ts';
import { codeOfFailure, PaymentError } from '../payment-error.ts';
import type { PaymentAnswer } from '../processor-client.ts';
import type { ErrorContext, PaymentResult } from '../types.ts';
import { failedResults } from './result-codes.ts';
import { UnknownOutcome } from './unknown-outcome.ts';

/** What is known of an attempt when it ends. */
export interface Ending {
  texts: Texts;
  /** Adyen's type of the method that pays. */
  type: string;
  paymentReference: string | undefined;
  /** The processor's last response. */
  response: PaymentAnswer;
}

/** What the page learns of a result of Adyen's. */
export function paymentResult(
  resultCode: string,
  { texts, type, paymentReference = '', response }: Ending,
): PaymentResult {
  const isSuccess = !failedResults.has(resultCode);
  const { merchantReturnUrl, refusalReason } = response;
  return {
    isSuccess,
    paymentReference,
    method: { type: checkoutTypeOf(type) },
    resultCode,
    ...(isSuccess ? {} : { message: failureText(resultCode, refusalReason, texts) }),
    ...(merchantReturnUrl === undefined ? {} : { merchantReturnUrl }),
  };
}

/** What the page learns of an attempt that came to no result. */
export function attemptError(cause: unknown, { texts, paymentReference }: Ending): PaymentError {
  if (cause instanceof PaymentError) return cause;
  if (cause instanceof UnknownOutcome)
    return new PaymentError('OutcomeUnknown', texts, cause, cause.paymentReference ?? paymentReference);
  const code = cause instanceof RequestFailure ? codeOfFailure(cause) : 'ActionFailed';
  return new PaymentError(code, texts, cause, paymentReference);
}

/** What the page learns of a refused part of an order. The order stands as it was before: nothing has ended for the page. */
export function partRefused(resultCode: string, { texts, paymentReference, response }: Ending): PaymentError {
  const cause = new Error([resultCode, response.refusalReason].filter(Boolean).join(': '));
  return new PaymentError('PartRefused', texts, cause, paymentReference);
}

export function errorContext({ paymentReference }: PaymentError, { type }: Ending): ErrorContext {
  return {
    ...(paymentReference === undefined ? {} : { paymentReference }),
    method: { type: checkoutTypeOf(type) },
  };
}

/** Texts for the reasons that the processor passes on; it does not pass on suspicions of fraud. */
const reasonTexts: Record<string, keyof Texts> = {
  AuthenticationFailed: 'notAuthenticated',
  ExpiredCard: 'expiredCard',
  InsufficientFunds: 'insufficientFunds',
  InvalidCardNumber: 'wrongDetails',
  InvalidSecurityCode: 'wrongDetails',
  IssuerUnavailable: 'failed',
};

function failureText(resultCode: string, reason: string | undefined, texts: Texts): string {
  if (resultCode === 'Cancelled') return texts.cancelled;
  const known = reason === undefined ? undefined : reasonTexts[reason];
  return texts[known ?? (resultCode === 'Refused' ? 'refused' : 'failed')];
}
