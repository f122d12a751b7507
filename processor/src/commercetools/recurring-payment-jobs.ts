import type { Config } from '../config/config.ts';
import type { PaymentId } from '../identifiers.ts';
import type { Transport } from '../upstream/transport.ts';
import { commercetoolsFailure } from './failure.ts';
import { guarded } from './guarded.ts';

/** Which payment started the recurring order, and which stored method pays the following ones. */
export interface RecurringPaymentJob {
  readonly paymentId: PaymentId;
  readonly paymentMethodId: string;
}

/**
 * Tells Checkout how the orders that follow a recurring one are paid.
 * Source: https://docs.commercetools.com/checkout/recurring-payment-jobs-api
 * @throws Fault 502 or 503 when Checkout cannot be used
 */
export type CreateRecurringPaymentJob = (job: RecurringPaymentJob) => Promise<void>;

/** `send` carries the connector's token. */
export const createRecurringPaymentJobs =
  (config: Config['commercetools'], send: Transport): CreateRecurringPaymentJob =>
  ({ paymentId, paymentMethodId }) =>
    guarded(async () => {
      const answer = await send({
        url: `${config.checkoutUrl}/${config.projectKey}/recurring-payment-jobs`,
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({
          originPayment: { typeId: 'payment', id: paymentId },
          paymentMethod: { typeId: 'payment-method', id: paymentMethodId },
          status: { state: 'Initial' },
        }),
        timeoutMs: 10_000,
      });
      if (answer.status >= 300) throw commercetoolsFailure(answer.status);
    });
