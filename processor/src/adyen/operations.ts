import type * as z from 'zod';
import * as responses from './responses.ts';

interface Operation {
  readonly method: 'POST' | 'GET' | 'DELETE';
  /** Whether Adyen changes anything; such a call is repeated with an idempotency key only. */
  readonly hasEffect: boolean;
  readonly answer: z.ZodType;
}

const effect = <Answer extends z.ZodType>(answer: Answer) =>
  ({ method: 'POST', hasEffect: true, answer }) as const;
const read = <Answer extends z.ZodType>(answer: Answer) =>
  ({ method: 'POST', hasEffect: false, answer }) as const;

/** What the connector asks of the Checkout API: how, whether it may be repeated freely, and what is read of the answer. */
export const operations = {
  payments: effect(responses.paymentAnswer),
  paymentDetails: effect(responses.paymentAnswer),
  captures: effect(responses.modificationAnswer),
  refunds: effect(responses.modificationAnswer),
  cancels: effect(responses.modificationAnswer),
  amountUpdates: effect(responses.modificationAnswer),
  orders: effect(responses.createOrderAnswer),
  ordersCancel: effect(responses.cancelOrderAnswer),
  paypalUpdateOrder: effect(responses.paypalUpdateOrderAnswer),
  paymentMethods: read(responses.paymentMethodsAnswer),
  paymentMethodsBalance: read(responses.balanceAnswer),
  applePaySessions: read(responses.applePaySessionAnswer),
  storedPaymentMethods: { method: 'GET', hasEffect: false, answer: responses.storedPaymentMethodsAnswer },
  // Deleting twice is deleting once, so it may be repeated like a read.
  disableStoredPaymentMethod: { method: 'DELETE', hasEffect: false, answer: responses.emptyAnswer },
} as const satisfies Record<string, Operation>;

export type AdyenOperation = keyof typeof operations;
