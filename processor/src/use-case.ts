import type { AdyenClient } from './adyen/client.ts';
import type { Carts } from './commercetools/carts.ts';
import type { CustomObjects } from './commercetools/custom-objects.ts';
import type { PaymentMethods } from './commercetools/payment-methods.ts';
import type { PaymentStore } from './commercetools/payment-store.ts';
import type { CreateRecurringPaymentJob } from './commercetools/recurring-payment-jobs.ts';
import type { Config } from './config/config.ts';
import type { Logger } from './logging/logger.ts';

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
  readonly now: () => Date;
}
