import type { Payment, Transaction } from '@commercetools/platform-sdk';
import type { Entry, LedgerEntry } from './entry.ts';
import { settle } from './settle.ts';
import { eur } from './test-history.ts';
import { applyActions, paymentOf } from './test-payment.ts';

// A Payment of 10.00 EUR in any state, and entries about it, for the ledger's own tests of details.

export const typed = (fields: Record<string, unknown>) => ({
  type: { typeId: 'type' as const, id: 'type' },
  fields,
});
export const payment = (...transactions: Partial<Transaction>[]): Payment =>
  paymentOf(eur(1000), transactions);

export const authorised = (changes: Partial<Transaction> = {}): Partial<Transaction> => ({
  state: 'Success',
  interactionId: 'A1',
  interfaceId: 'A1',
  ...changes,
});

export const entry = (changes: Partial<Entry>): Entry =>
  ({ type: 'Authorization', fact: 'authorised', pspReference: 'A1', amount: eur(1000), ...changes }) as Entry;

export const told = (start: Payment, ...entries: LedgerEntry[]): Payment =>
  applyActions(start, settle(start, entries).actions);
