/** A field of an error body beside `code` and `message`, e.g. `{ field: 'amount.centAmount' }`. */
export type ErrorFields = Record<string, string | number | boolean | undefined>;

interface FaultOptions extends ErrorOptions {
  /** What the caller may know: it becomes part of the response body. */
  fields?: ErrorFields;
  /** What only operators may know: it is logged and never sent. */
  privateMessage?: string;
  headers?: Record<string, string>;
}

/**
 * An answer other than success that the connector decided on. The error middleware turns it into
 * `{statusCode, message, errors: [{code, message, ...fields}]}`; anything else that is thrown is a bug (500).
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly statusCode: number;
  readonly code: string;
  readonly fields: ErrorFields;
  readonly privateMessage: string | undefined;
  readonly headers: Record<string, string>;

  constructor(statusCode: number, code: string, message: string, options: FaultOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.statusCode = statusCode;
    this.code = code;
    this.fields = options.fields ?? {};
    this.privateMessage = options.privateMessage;
    this.headers = options.headers ?? {};
  }
}

/** 400: the request itself is wrong; the message says what is wrong and what is right. */
export const invalidInput = (message: string, fields?: ErrorFields): Fault =>
  new Fault(400, 'InvalidInput', message, fields ? { fields } : {});

/** 400: the request is well formed but not possible in the payment's or the cart's present state. */
export const invalidOperation = (message: string, fields?: ErrorFields): Fault =>
  new Fault(400, 'InvalidOperation', message, fields ? { fields } : {});

export const unauthenticated = (message: string, options?: FaultOptions): Fault =>
  new Fault(401, 'invalid_token', message, options);

export const forbidden = (message: string): Fault => new Fault(403, 'Forbidden', message);

export const notFound = (what: string): Fault => new Fault(404, 'ResourceNotFound', `${what} was not found.`);

/** 409 `PaymentInProgress`: another attempt of the same cart is at Adyen right now. */
export const paymentInProgress = (): Fault =>
  new Fault(
    409,
    'PaymentInProgress',
    'Another payment for this cart is being processed. Wait for its result, then try again.',
  );

/** 409: commercetools kept changing under us until the retries ended. Nothing was sent to Adyen; trying again is safe. */
export const concurrentModification = (cause?: unknown): Fault =>
  new Fault(
    409,
    'ConcurrentModification',
    'The resource was changed at the same time. Trying again is safe.',
    { cause },
  );

/** 502 or 503: commercetools or Adyen cannot be used now. Says whether trying again is safe. */
export const upstreamUnavailable = (
  upstream: 'commercetools' | 'Adyen',
  statusCode: 502 | 503,
  options: FaultOptions = {},
): Fault =>
  new Fault(
    statusCode,
    `${upstream === 'Adyen' ? 'Adyen' : 'Commercetools'}Unavailable`,
    `${upstream} cannot be reached at the moment. Trying again is safe.`,
    options,
  );

/** 504: Adyen may or may not have processed the call. `paymentReference` lets the caller ask for the outcome. */
export const outcomeUnknown = (paymentReference?: string, cause?: unknown): Fault =>
  new Fault(
    504,
    'OutcomeUnknown',
    'Adyen did not answer in time. The outcome will be settled by a notification; repeating the same request is safe.',
    {
      fields: { paymentReference },
      cause,
    },
  );
