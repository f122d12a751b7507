import { SpanKind } from '@opentelemetry/api';
import type { PaymentStore } from '../commercetools/payment-store.ts';
import type { Instruments } from './instruments.ts';
import { errorType, inSpan } from './spans.ts';

type Write = 'create' | 'update' | 'settle' | 'discard';

const observing =
  (instruments: Instruments) =>
  <T>(write: Write, payment: { id?: string; key?: string }, work: () => Promise<T>): Promise<T> =>
    inSpan(
      {
        name: `ledger ${write}`,
        kind: SpanKind.INTERNAL,
        attributes: () => ({
          'ledger.write': write,
          ...(payment.id !== undefined && { 'payment.id': payment.id }),
        }),
      },
      async () => {
        try {
          const result = await work();
          instruments.ledgerWrites.add(1, { 'ledger.write': write });
          return result;
        } catch (error) {
          instruments.ledgerWrites.add(1, { 'ledger.write': write, 'error.type': errorType(error) });
          throw error;
        }
      },
    );

/** The payment store with a span around each of its writes, the reads and repetitions that it takes included. */
export const observedPaymentStore = (store: PaymentStore, instruments: Instruments): PaymentStore => {
  const observe = observing(instruments);
  return {
    ...store,
    createOnce: (draft) => observe('create', {}, () => store.createOnce(draft)),
    discard: (payment) => observe('discard', payment, () => store.discard(payment)),
    update: (payment, decide) => observe('update', payment, () => store.update(payment, decide)),
    settle: (payment, entries) => observe('settle', payment, () => store.settle(payment, entries)),
  };
};
