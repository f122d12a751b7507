import { RequestFailure } from './fetch-json.ts';
import type { Texts } from './messages/texts.ts';
import type { PaymentErrorCode, PaymentError as PublicPaymentError } from './types.ts';

interface Meaning {
  text: keyof Texts;
  /** Whether trying again cannot charge the shopper twice. */
  retryable: boolean;
}

const meanings: Record<PaymentErrorCode, Meaning> = {
  NetworkError: { text: 'offline', retryable: true },
  OutcomeUnknown: { text: 'unknown', retryable: false },
  PaymentInProgress: { text: 'inProgress', retryable: true },
  SessionExpired: { text: 'sessionExpired', retryable: false },
  ServiceUnavailable: { text: 'unavailable', retryable: true },
  RequestRejected: { text: 'rejected', retryable: false },
  PartRefused: { text: 'giftCardRefused', retryable: true },
  MethodUnavailable: { text: 'methodUnavailable', retryable: false },
  ActionFailed: { text: 'notFinished', retryable: true },
  LoadFailed: { text: 'loadFailed', retryable: true },
  MountTargetMissing: { text: 'loadFailed', retryable: false },
  InvalidUse: { text: 'failed', retryable: false },
};

/** The one kind of error that leaves the enabler; `message` is for the shopper, `cause` for the developer. */
export class PaymentError extends Error implements PublicPaymentError {
  override readonly name = 'PaymentError';
  readonly code: PaymentErrorCode;
  readonly retryable: boolean;
  declare readonly paymentReference?: string;

  constructor(code: PaymentErrorCode, texts: Texts, cause?: unknown, paymentReference?: string) {
    super(texts[meanings[code].text], { cause });
    this.code = code;
    this.retryable = meanings[code].retryable;
    if (paymentReference !== undefined) this.paymentReference = paymentReference;
  }
}

/**
 * What a failed request means to the shopper. Statuses as in docs/api.md; a failure that leaves the outcome of a
 * payment open (no answer, 500, 504) is the attempt's to judge, this says only that the service was not reached.
 */
export function codeOfFailure(failure: RequestFailure): PaymentErrorCode {
  if (!failure.sent) return 'NetworkError';
  if (failure.status === 401) return 'SessionExpired';
  if (failure.status === 409)
    return failure.code === 'PaymentInProgress' ? 'PaymentInProgress' : 'ServiceUnavailable';
  return failure.mayPass ? 'ServiceUnavailable' : 'RequestRejected';
}

/** Any error as a {@link PaymentError}; what is no request's failure is taken for a part that could not be loaded. */
export function toPaymentError(error: unknown, texts: Texts): PaymentError {
  if (error instanceof PaymentError) return error;
  if (error instanceof RequestFailure) {
    return new PaymentError(codeOfFailure(error), texts, error, error.paymentReference);
  }
  return new PaymentError('LoadFailed', texts, error);
}
