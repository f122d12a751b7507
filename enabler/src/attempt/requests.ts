import { RequestFailure } from '../fetch-json.ts';
import { pause } from '../pause.ts';
import type { PaymentAnswer, PaymentRoutes, ProcessorClient } from '../processor-client.ts';
import { uuid } from '../uuid.ts';
import { deliver, type Delivery } from './deliver.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { UnknownOutcome } from './unknown-outcome.ts';

export interface RequestsSetting {
  client: ProcessorClient;
  routes: PaymentRoutes;
  /** Whether the attempt pays a part of an order. */
  isPart: boolean;
  /** The payment may have been made, and its outcome is being looked up. */
  onDoubt: () => void;
  /** Raised when the form goes away: the search for an unknown outcome ends. */
  signal: AbortSignal;
}

/** What one attempt asks of the processor, with its idempotency key, and what the processor has said last. */
export class AttemptRequests {
  readonly #setting: RequestsSetting;
  readonly #key = uuid();
  #reference: string | undefined;
  #response: PaymentAnswer = {};
  #lastRequest: () => Promise<PaymentAnswer> = () => Promise.resolve({});

  constructor(setting: RequestsSetting) {
    this.#setting = setting;
  }

  /** Whether it pays a part of an order: that it was paid does not say what is left. */
  get isPart(): boolean {
    return this.#setting.isPart;
  }

  get paymentReference(): string | undefined {
    return this.#reference;
  }

  /** The processor's last response. */
  get response(): PaymentAnswer {
    return this.#response;
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
   * @param forMs how long a response is looked for
   */
  resume(forMs: number, signal: AbortSignal): Promise<PaymentAnswer> {
    return this.#deliver(this.#lastRequest, { repeatForMs: forMs, signal });
  }

  /** Takes over what an earlier attempt of the same shopper turned out to have paid. */
  adopt(response: PaymentAnswer): PaymentAnswer {
    this.#reference = response.paymentReference;
    this.#response = response;
    return response;
  }

  /** Asks the processor how the payment stands, until it has an end: so many times, a second apart. */
  async outcome(times: number, signal: AbortSignal): Promise<Outcome> {
    const reference = this.#reference;
    if (reference === undefined) return { state: 'unknown' };
    for (let asked = 1; ; asked++) {
      const outcome = await this.#setting.client.paymentStatus(reference).then(
        (status) => outcomeOf(status, this.#response.action !== undefined),
        (): Outcome => ({ state: 'unknown' }),
      );
      if (outcome.state === 'ended' || asked >= times || signal.aborted) return outcome;
      await pause(1000, signal);
    }
  }

  /** Whether the payment has an end. */
  async hasEnded(signal: AbortSignal): Promise<boolean> {
    return (await this.outcome(1, signal)).state === 'ended';
  }

  async #deliver(
    send: () => Promise<PaymentAnswer>,
    options: Partial<Pick<Delivery, 'repeatForMs' | 'signal'>> = {},
  ): Promise<PaymentAnswer> {
    this.#lastRequest = send;
    try {
      this.#response = await deliver({
        send,
        ask: (reference) => this.#setting.client.paymentStatus(reference),
        paymentReference: this.#reference,
        isPart: this.isPart,
        onDoubt: this.#setting.onDoubt,
        signal: this.#setting.signal,
        ...options,
      });
      this.#reference = this.#response.paymentReference ?? this.#reference;
      return this.#response;
    } catch (error) {
      if (error instanceof UnknownOutcome || error instanceof RequestFailure) {
        this.#reference = error.paymentReference ?? this.#reference;
      }
      throw error;
    }
  }
}
