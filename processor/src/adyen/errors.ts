import { fault, outcomeUnknown, upstreamUnavailable, type Fault } from '../errors.ts';
import type { PaymentId, PspReference } from '../identifiers.ts';
import type { AdyenOperation } from './operations.ts';

interface Refusal {
  statusCode: number;
  errorCode: string;
  errorType: string | undefined;
  /** Adyen's own words: for logs, not for callers. */
  privateMessage: string;
  pspReference: PspReference | undefined;
}

/** Something went wrong between the connector and Adyen. Messages hold neither secrets nor Adyen's own words. */
export abstract class AdyenError extends Error {
  readonly operation: AdyenOperation;

  constructor(operation: AdyenOperation, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.operation = operation;
  }
}

/** Adyen answered 4xx for good: the request has had no effect and never will. */
export class AdyenRefusedRequest extends AdyenError {
  override readonly name = 'AdyenRefusedRequest';
  readonly statusCode: number;
  readonly errorCode: string;
  readonly errorType: string | undefined;
  readonly privateMessage: string;
  readonly pspReference: PspReference | undefined;

  constructor(operation: AdyenOperation, refusal: Refusal) {
    super(operation, `Adyen refused the request with error ${refusal.errorCode}.`);
    this.statusCode = refusal.statusCode;
    this.errorCode = refusal.errorCode;
    this.errorType = refusal.errorType;
    this.privateMessage = refusal.privateMessage;
    this.pspReference = refusal.pspReference;
  }
}

/** Adyen answered 401 or 403: the API key or the merchant account is configured wrongly. Nothing was processed. */
export class AdyenCredentialsRefused extends AdyenError {
  override readonly name = 'AdyenCredentialsRefused';
  readonly statusCode: number;
  readonly privateMessage: string;

  constructor(operation: AdyenOperation, refusal: Pick<Refusal, 'statusCode' | 'privateMessage'>) {
    super(operation, `Adyen refused the connector's credentials with status ${refusal.statusCode}.`);
    this.statusCode = refusal.statusCode;
    this.privateMessage = refusal.privateMessage;
  }
}

/** No try reached Adyen, or Adyen turned all of them away unprocessed (429): certainly nothing happened. */
export class AdyenUnreachable extends AdyenError {
  override readonly name = 'AdyenUnreachable';

  constructor(operation: AdyenOperation, cause?: unknown) {
    super(operation, 'Adyen could not be reached.', cause);
  }
}

/** `timeout`: no answer within the deadline. `connection`: lost before the answer. `answer`: 5xx or unreadable. */
export type UnknownReason = 'timeout' | 'connection' | 'answer';

/** Adyen may or may not have processed the request. */
export class AdyenOutcomeUnknown extends AdyenError {
  override readonly name = 'AdyenOutcomeUnknown';
  readonly reason: UnknownReason;
  /** Whether the call changes anything at Adyen. */
  readonly mayHaveHadEffect: boolean;

  constructor(
    operation: AdyenOperation,
    details: { reason: UnknownReason; mayHaveHadEffect: boolean; cause?: unknown },
  ) {
    super(operation, `The outcome at Adyen is unknown (${details.reason}).`, details.cause);
    this.reason = details.reason;
    this.mayHaveHadEffect = details.mayHaveHadEffect;
  }
}

/** What a shopper or an operator can put right, by Adyen's error code; Adyen's own words may hold what nobody should see. */
const MESSAGES: Readonly<Record<string, string>> = {
  101: 'The card number is not valid.',
  103: 'The security code does not have the right length.',
  129: 'The expiry date is not valid.',
  137: 'The amount is not valid for this payment method.',
  138: 'The currency is not supported for this payment method.',
  140: 'The expiry month is not valid.',
  141: 'The expiry year is not valid.',
  174: 'The encrypted payment details could not be read. Enter them again.',
  905: 'This payment method cannot be used with these details.',
};

/**
 * The error of the API that a failed call to Adyen leads to; `undefined` for what the Adyen client did not throw.
 * @param context `paymentReference` lets the caller of a call with an unknown outcome ask for it later
 */
export const toAdyenFault = (
  error: unknown,
  context: { readonly paymentReference?: PaymentId | undefined } = {},
): Fault | undefined => {
  if (error instanceof AdyenRefusedRequest) return refusedFault(error);
  if (error instanceof AdyenCredentialsRefused) return upstreamUnavailable('Adyen', 502, options(error));
  if (error instanceof AdyenUnreachable) return upstreamUnavailable('Adyen', 503, options(error));
  if (!(error instanceof AdyenOutcomeUnknown)) return undefined;
  if (error.mayHaveHadEffect) return outcomeUnknown(context.paymentReference, error);
  if (error.reason !== 'timeout') return upstreamUnavailable('Adyen', 502, options(error));
  return fault('AdyenTimeout', { cause: error });
};

/** What was thrown by a call to Adyen about a Payment: where its outcome is unknown, the error says which one to ask for. */
export const namingPayment = (paymentReference: PaymentId, thrown: unknown): unknown =>
  toAdyenFault(thrown, { paymentReference }) ?? thrown;

/** The error that Adyen's refusal was answered with before. */
export const repeatedRefusal = (given: {
  readonly statusCode: number;
  readonly code: string;
  readonly message: string;
}): Fault =>
  fault(`AdyenError-${given.code.replace('AdyenError-', '')}`, {
    status: given.statusCode === 400 ? 400 : 422,
    values: { message: given.message },
  });

/** The error of the API for what Adyen refuses for good. */
export const refusedFault = (error: AdyenRefusedRequest): Fault => {
  const { errorCode, privateMessage } = error;
  const message = Object.hasOwn(MESSAGES, errorCode) ? MESSAGES[errorCode] : undefined;
  return fault(`AdyenError-${errorCode}`, {
    status: error.statusCode === 400 ? 400 : 422,
    values: { message: message ?? error.message },
    privateMessage,
    cause: error,
  });
};

const options = (error: AdyenError) => ({ privateMessage: error.message, cause: error });
