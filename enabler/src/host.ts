import type { Texts } from './messages/texts.ts';
import type { Attempt } from './attempt/attempt.ts';
import type { PaymentMethods, ProcessorClient, ProcessorConfig } from './processor-client.ts';
import type { EnablerOptions } from './types.ts';

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
  /** The last attempt, if its outcome could not be learned: it is settled before another one begins. */
  unsettled: Attempt | undefined;
}
