import { rowOf, type ErrorCode, type errorCodes, type RowOf } from './errors/codes.ts';
import type { PaymentId } from './identifiers.ts';

export type { ErrorCode } from './errors/codes.ts';

/** A field of an error body beside `code` and `message`, e.g. `{ field: 'amount.centAmount' }`. */
export type ErrorFields = Record<string, Plain | Readonly<Record<string, Plain>> | undefined>;

type Plain = string | number | boolean;

/** One element of an error body's `errors`. */
export interface ErrorDetail extends ErrorFields {
  readonly code: string;
  readonly message: string;
}

interface FaultOptions extends ErrorOptions {
  /** What the caller may know: it becomes part of the response body. */
  fields?: ErrorFields | undefined;
  /** What only operators may know: it is logged and never sent. */
  privateMessage?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  /** The body's `errors`, where they are several. */
  errors?: readonly ErrorDetail[] | undefined;
}

/**
 * An error of the API: one of `errorCodes`, with the status that it comes with. Made by {@link fault} and the constructors
 * below. The error middleware turns it into `{statusCode, message, errors: [{code, message, ...fields}]}`; anything else that
 * is thrown is an upstream's (api/middleware/to-fault.ts) or a bug (500).
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly statusCode: number;
  readonly code: ErrorCode;
  readonly fields: ErrorFields;
  readonly privateMessage: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly #errors: readonly ErrorDetail[] | undefined;

  constructor(code: ErrorCode, statusCode: number, message: string, options: FaultOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.statusCode = statusCode;
    this.code = code;
    this.fields = options.fields ?? {};
    this.privateMessage = options.privateMessage;
    this.headers = options.headers ?? {};
    this.#errors = options.errors;
  }

  /** The body's `errors`. */
  get errors(): readonly ErrorDetail[] {
    return this.#errors ?? [{ code: this.code, message: this.message, ...this.fields }];
  }

  /** The same error, with further fields. */
  withFields(fields: ErrorFields): Fault {
    const { code, statusCode, message, headers, privateMessage, cause } = this;
    const options = { headers, privateMessage, cause, fields: { ...this.fields, ...fields } };
    return new Fault(code, statusCode, message, options);
  }
}

type Row<Code extends ErrorCode> = (typeof errorCodes)[RowOf<Code>];

/** What the code's message is made of; `undefined` where it is always the same. */
type Values<Code extends ErrorCode> = Row<Code>['message'] extends (values: infer Named) => string
  ? Named
  : undefined;

type Detail<Code extends ErrorCode> = FaultOptions & {
  status?: Row<Code>['statuses'][number];
} & (undefined extends Values<Code> ? { values?: Values<Code> } : { values: Values<Code> });

/** An error of the API by its code; `values` are what its message is made of. */
export const fault = <Code extends ErrorCode>(
  code: Code,
  ...[detail]: undefined extends Values<Code> ? [Detail<Code>?] : [Detail<Code>]
): Fault => {
  const { statuses, message }: { statuses: readonly number[]; message: unknown } = rowOf(code);
  const text =
    typeof message === 'function'
      ? (message as (values: unknown) => string)(detail?.values)
      : String(message);
  return new Fault(code, detail?.status ?? statuses[0] ?? 500, text, detail ?? {});
};

/** Whether the same request may succeed later, unchanged. False for anything but an error of the API. */
export const mayPass = (error: unknown): boolean => {
  if (!(error instanceof Fault)) return false;
  const { passes }: { passes: readonly number[] } = rowOf(error.code);
  return passes.includes(error.statusCode);
};

/** Whether it is the request that is refused: nothing is wrong with the connector or an upstream. */
export const blamesCaller = (error: unknown): error is Fault =>
  error instanceof Fault && error.statusCode < 500;

/** 400: the request itself is wrong; the message says what is wrong and what is right. */
export const invalidInput = (message: string, fields?: ErrorFields): Fault =>
  fault('InvalidInput', { values: { message }, fields });

/** 400: the request is well formed but not possible in the payment's or the cart's present state. */
export const invalidOperation = (message: string, fields?: ErrorFields): Fault =>
  fault('InvalidOperation', { values: { message }, fields });

export const unauthenticated = (message: string, options?: FaultOptions): Fault =>
  fault('invalid_token', { ...options, values: { message } });

export const forbidden = (message: string): Fault => fault('Forbidden', { values: { message } });

export const notFound = (what: string, fields?: ErrorFields): Fault =>
  fault('ResourceNotFound', { values: { what }, fields });

/** 409: another attempt of the same cart is at Adyen right now. */
export const paymentInProgress = (): Fault => fault('PaymentInProgress');

/** 409: commercetools kept changing under us until the retries ended. Nothing was sent to Adyen; trying again is safe. */
export const concurrentModification = (cause?: unknown): Fault => fault('ConcurrentModification', { cause });

/** 409: the key was used for a request with other content. */
export const idempotencyKeyReused = (purpose?: 'a new attempt'): Fault =>
  fault('IdempotencyKeyReused', { values: { purpose } });

/** 502 or 503: commercetools or Adyen cannot be used now. */
export const upstreamUnavailable = (
  upstream: 'commercetools' | 'Adyen',
  status: 502 | 503,
  options: FaultOptions = {},
): Fault =>
  fault(upstream === 'Adyen' ? 'AdyenUnavailable' : 'CommercetoolsUnavailable', { ...options, status });

/** 504: Adyen may or may not have processed the call. `paymentReference` lets the caller ask for the outcome. */
export const outcomeUnknown = (paymentReference?: PaymentId, cause?: unknown): Fault =>
  fault('OutcomeUnknown', { fields: { paymentReference }, cause });

/** 503: the commercetools project is not set up as the connector needs it, and only a person can change that. */
export const configurationFault = (options: FaultOptions = {}): Fault => fault('ConfigurationFault', options);

export const isConfigurationFault = (error: unknown): error is Fault =>
  error instanceof Fault && error.code === 'ConfigurationFault';
