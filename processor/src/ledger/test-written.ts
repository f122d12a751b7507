import { pspReference } from '../test-support/identifiers.ts';
import type { Entry } from './entry.ts';
import { paymentOf } from './test-payment.ts';

// A payment whose attempt and modifications are written, for the ledger's own tests of histories.

export const AUTHORISATION = pspReference('AUTH000000000001');
const CURRENCY = 'EUR';
export const AUTHORISED = 1000;

export const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
export const money = (centAmount: number) => ({ centAmount, currencyCode: CURRENCY });

/** A payment whose attempt and modifications are written; nothing has been answered yet. */
export const written = (
  captures: readonly number[],
  refunds: readonly number[],
  cancels: boolean,
  order?: string,
) =>
  paymentOf(money(AUTHORISED), [
    { id: 'T-authorisation', type: 'Authorization' },
    ...captures.map((amount, index) => ({
      ...intent('Charge', `T-capture-${index}`, amount),
      ...(order !== undefined && {
        custom: {
          type: { typeId: 'type' as const, id: 'type' },
          fields: { facts: ['requested'], reference: order },
        },
      }),
    })),
    ...refunds.map((amount, index) => intent('Refund', `T-refund-${index}`, amount)),
    ...(cancels ? [intent('CancelAuthorization', 'T-cancel', AUTHORISED)] : []),
  ]);

const intent = (type: Entry['type'], id: string, centAmount: number) => ({
  id,
  type,
  amount: { type: 'centPrecision' as const, fractionDigits: 2, ...money(centAmount) },
});
