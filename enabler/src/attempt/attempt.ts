import { RequestFailure } from '../fetch-json.ts';
import type { Texts } from '../messages/texts.ts';
import { errorCodeOf, PaymentError } from '../payment-error.ts';
import { pause } from '../pause.ts';
import type { PaymentAnswer, PaymentRoutes, ProcessorClient } from '../processor-client.ts';
import type { ErrorContext, PaymentResult } from '../types.ts';
import { deliver, UnknownOutcome, type Delivery } from './deliver.ts';
import { checkoutTypeOf } from '../methods/names.ts';
import { uuid } from '../uuid.ts';
import { outcomeOf, type Outcome } from './outcome.ts';

export interface AttemptListener {
  /** The payment may have been made, and its outcome is being asked for. */
  onDoubt: () => void;
  onComplete: (result: PaymentResult) => void;
  onError: (error: PaymentError, context: ErrorContext) => void;
}

export interface AttemptSetting {
  client: ProcessorClient;
  routes: PaymentRoutes;
  texts: Texts;
  /** Adyen's type of the method that pays. */
  type: string;
  /** Whether it pays a part of an order. */
  isPart?: boolean;
  listener: AttemptListener;
  /** Raised when the component goes away: the search for an unknown outcome ends. */
  signal: AbortSignal;
}

/** Adyen's result codes that end an attempt without success. */
export const failedResults: ReadonlySet<string> = new Set(['Refused', 'Error', 'Cancelled']);

/** Those that end it with success, as far as the shopper's part goes. Any other code says nothing of an end. */
const successfulResults: ReadonlySet<string> = new Set([
  'Authorised',
  'PartiallyAuthorised',
  'Pending',
  'Received',
  'PresentToShopper',
]);

/** Whether the result code is an end of an attempt. */
export const isEnd = (resultCode: string): boolean =>
  failedResults.has(resultCode) || successfulResults.has(resultCode);

/**
 * One press of the pay button: its idempotency key, its requests, and its one end. Whatever happens afterwards,
 * either `onComplete` or `onError` is called, and it is called once.
 */
export class Attempt {
  readonly #setting: AttemptSetting;
  readonly #key = uuid();
  #reference: string | undefined;
  #answer: PaymentAnswer = {};
  #lastRequest: () => Promise<PaymentAnswer> = () => Promise.resolve({});
  #ended = false;

  constructor(setting: AttemptSetting) {
    this.#setting = setting;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Whether it pays a part of an order: that it was paid does not say what is left. */
  get isPart(): boolean {
    return this.#setting.isPart ?? false;
  }

  get paymentReference(): string | undefined {
    return this.#reference;
  }

  /**
   * Starts the payment.
   *
   * @throws {RequestFailure | UnknownOutcome} see {@link deliver}
   */
  start(body: unknown): Promise<PaymentAnswer> {
    const { client, routes } = this.#setting;
    return this.#deliver(() => client.startPayment(routes, body, this.#key));
  }

  /**
   * Continues the payment after a step of the shopper's.
   *
   * @param data adyen-web's `{details, paymentData?}`
   */
  continue(data: object): Promise<PaymentAnswer> {
    const { client, routes } = this.#setting;
    const body = { ...data, paymentReference: this.#reference };
    const key = uuid();
    return this.#deliver(() => client.continuePayment(routes, body, key));
  }

  /**
   * Sends the last request again, with its key.
   *
   * @param forMs how long an answer is looked for
   */
  resume(forMs: number, signal: AbortSignal): Promise<PaymentAnswer> {
    return this.#deliver(this.#lastRequest, { repeatForMs: forMs, signal });
  }

  /** Takes over what an earlier attempt of the same shopper turned out to have paid. */
  adopt(answer: PaymentAnswer): PaymentAnswer {
    this.#reference = answer.paymentReference;
    this.#answer = answer;
    return answer;
  }

  /** Asks the processor how the payment stands, until it has an end: so many times, a second apart. */
  async outcome(times: number, signal: AbortSignal): Promise<Outcome> {
    const reference = this.#reference;
    if (reference === undefined) return { state: 'unknown' };
    for (let asked = 1; ; asked++) {
      const outcome = await this.#setting.client.paymentStatus(reference).then(
        (status) => outcomeOf(status, this.#answer.action !== undefined),
        (): Outcome => ({ state: 'unknown' }),
      );
      if (outcome.state === 'ended' || asked >= times || signal.aborted) return outcome;
      await pause(1000, signal);
    }
  }

  /** Ends the attempt with what Adyen said. */
  complete(resultCode: string): void {
    if (this.#ended) return;
    this.#ended = true;
    const { listener, texts } = this.#setting;
    const isSuccess = !failedResults.has(resultCode);
    listener.onComplete({
      isSuccess,
      paymentReference: this.#reference ?? '',
      method: { type: checkoutTypeOf(this.#setting.type) },
      resultCode,
      ...(isSuccess ? {} : { message: failureText(resultCode, this.#answer.refusalReason, texts) }),
      ...(this.#answer.merchantReturnUrl === undefined
        ? {}
        : { merchantReturnUrl: this.#answer.merchantReturnUrl }),
    });
  }

  /** Ends the attempt with an error. */
  fail(cause: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    const error = this.#errorOf(cause);
    this.#setting.listener.onError(error, {
      ...(error.paymentReference === undefined ? {} : { paymentReference: error.paymentReference }),
      method: { type: checkoutTypeOf(this.#setting.type) },
    });
  }

  /** Ends the attempt without a word: it never became one, because the shopper took the press back. */
  withdraw(): void {
    this.#ended = true;
  }

  async #deliver(
    send: () => Promise<PaymentAnswer>,
    options: Partial<Pick<Delivery, 'repeatForMs' | 'signal'>> = {},
  ): Promise<PaymentAnswer> {
    this.#lastRequest = send;
    try {
      this.#answer = await deliver({
        send,
        ask: (reference) => this.#setting.client.paymentStatus(reference),
        paymentReference: this.#reference,
        isPart: this.isPart,
        onDoubt: this.#setting.listener.onDoubt,
        signal: this.#setting.signal,
        ...options,
      });
      this.#reference = this.#answer.paymentReference ?? this.#reference;
      return this.#answer;
    } catch (error) {
      if (error instanceof UnknownOutcome || error instanceof RequestFailure) {
        this.#reference = error.paymentReference ?? this.#reference;
      }
      throw error;
    }
  }

  #errorOf(cause: unknown): PaymentError {
    if (cause instanceof PaymentError) return cause;
    const { texts } = this.#setting;
    if (cause instanceof UnknownOutcome)
      return new PaymentError('OutcomeUnknown', texts, cause, cause.paymentReference ?? this.#reference);
    if (cause instanceof RequestFailure)
      return new PaymentError(errorCodeOf(cause), texts, cause, this.#reference);
    return new PaymentError('ActionFailed', texts, cause, this.#reference);
  }
}

/** Texts for the reasons that the processor passes on; it keeps suspicions of fraud to itself. */
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
