import type { Texts } from './messages/texts.ts';
import type { PaymentAnswer, PaymentMethods, ProcessorClient, ProcessorConfig } from './processor-client.ts';
import type { EnablerOptions } from './types.ts';

/** An attempt whose outcome could not be learned when it ended. */
export interface UnsettledAttempt {
  /**
   * Looks its outcome up.
   *
   * @returns the response to it if it turns out to have paid
   * @throws {UnknownOutcome} when the outcome is still not known
   */
  settle(signal: AbortSignal): Promise<PaymentAnswer | undefined>;
}

/** What the parts of one enabler share, once the processor has said how to begin. */
export interface Host {
  readonly options: EnablerOptions;
  readonly locale: string;
  readonly countryCode: string;
  readonly cspNonce: string | undefined;
  readonly client: ProcessorClient;
  readonly texts: Texts;
  readonly config: ProcessorConfig;
  /** Their `amount` follows what is left to pay. */
  methods: PaymentMethods;
  /** The shopper's consent, where a single submit does not say otherwise. */
  storeDetails: boolean;
  /** The last attempt, if it is unsettled: no other one is sent before its outcome is known. */
  unsettled: UnsettledAttempt | undefined;
  /** What the cart's payments held after the latest part, by the session that paid it. */
  readonly heldBefore: WeakMap<ProcessorClient, number>;
}
