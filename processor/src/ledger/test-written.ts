import type { Transaction } from '@commercetools/platform-sdk';
import { pspReference } from '../test-support/identifiers.ts';
import type { Entry } from './entry.ts';
import { paymentOf } from './test-payment.ts';

// A payment whose attempt and modifications are written, for the ledger's own tests of histories.

export const AUTHORISATION = pspReference('AUTH000000000001');
const CURRENCY = 'EUR';
export const AUTHORISED = 1000;

export const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
export const money = (centAmount: number) => ({ centAmount, currencyCode: CURRENCY });

/** What is written before anything is answered. */
export interface Intents {
  readonly captures?: readonly number[];
  readonly refunds?: readonly number[];
  readonly cancels?: boolean;
  /** The merchant's reference of every capture. */
  readonly reference?: string | undefined;
  /** What the authorisation's transaction holds beside. */
  readonly authorisation?: Partial<Transaction>;
}

/** A payment whose attempt and modifications are written; nothing has been answered yet. */
export const written = ({ captures = [], refunds = [], cancels, reference, authorisation }: Intents) =>
  paymentOf(money(AUTHORISED), [
    { id: 'T-authorisation', type: 'Authorization', ...authorisation },
    ...captures.map((amount, index) => ({
      ...intent('Charge', `T-capture-${index}`, amount),
      ...(reference !== undefined && {
        custom: {
          type: { typeId: 'type' as const, id: 'type' },
          fields: { facts: ['requested'], reference },
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
