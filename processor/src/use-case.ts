import type { AdyenClient } from './adyen/client.ts';
import type { Carts } from './commercetools/carts.ts';
import type { CustomObjects } from './commercetools/custom-objects.ts';
import type { PaymentMethods } from './commercetools/payment-methods.ts';
import type { PaymentStore } from './commercetools/payment-store.ts';
import type { CreateRecurringPaymentJob } from './commercetools/recurring-payment-jobs.ts';
import type { Config } from './config/config.ts';
import type { UnkeyedRequest } from './ledger/request-identity.ts';
import type { Logger } from './logging/logger.ts';

/**
 * What is known of the caller of a request without an `Idempotency-Key`: they wait for the outcome (`waiting`); the request ended
 * in an error, so they do not know the outcome even where the transaction notes that they do (`failed`); they have left or have the
 * outcome (`gone`); or another process serves them (`elsewhere`).
 */
export type CallerState = 'waiting' | 'failed' | 'gone' | 'elsewhere';

/** The callers of this process that wait for the outcome of a modification without an `Idempotency-Key`. */
export interface CallersWaiting {
  /**
   * Runs a request under an identity of its own.
   * @param left resolves when the caller closed the connection: what it repeats afterwards is the same request
   */
  wait<T>(left: Promise<void>, run: (identity: UnkeyedRequest) => Promise<T>): Promise<T>;
  stateOf(identity: UnkeyedRequest): CallerState;
  /** A caller that continues the request is about to get its outcome. */
  markAnswered(identity: UnkeyedRequest): void;
}

/** What the use cases need of the outside world. */
export interface PaymentDependencies {
  readonly config: Config;
  readonly logger: Logger;
  readonly adyen: AdyenClient;
  readonly payments: PaymentStore;
  readonly carts: Carts;
  readonly customObjects: CustomObjects;
  readonly paymentMethods: PaymentMethods;
  readonly createRecurringPaymentJob: CreateRecurringPaymentJob;
  readonly callers: CallersWaiting;
  readonly now: () => Date;
}
