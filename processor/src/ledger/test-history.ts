import type { Payment, Transaction } from '@commercetools/platform-sdk';
import type { CaptureStatement } from '../config/config.ts';
import { pspReference } from '../test-support/identifiers.ts';
import type { Entry, LedgerEntry } from './entry.ts';
import { entriesOf, type LedgerNotification } from './notifications.ts';
import { settle } from './settle.ts';
import { applyActions, PAYMENT_ID, paymentOf } from './test-payment.ts';
import { asEarlierVersions } from './test-earlier.ts';

// What Adyen answers and notifies of one payment of 10.00 EUR, and how the Payment looks afterwards, for the ledger's own tests.

export const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });
export const AUTH = pspReference('AUTHPSP000000001');

export const notified = (eventCode: string, partial: Partial<LedgerNotification> = {}): LedgerEntry[] =>
  entriesOf({
    eventCode,
    success: true,
    pspReference: AUTH,
    merchantReference: PAYMENT_ID,
    amount: eur(1000),
    eventDate: '2026-01-01T10:00:00.000Z',
    capturedByAdyen: false,
    ...partial,
  });

export const modified = (
  eventCode: string,
  reference: string,
  partial: Partial<LedgerNotification> = {},
): LedgerEntry[] =>
  notified(eventCode, { pspReference: pspReference(reference), originalReference: AUTH, ...partial });

export const answered = (entry: Omit<Entry, 'amount' | 'type'> & Partial<Entry>): LedgerEntry[] => [
  {
    type: 'Authorization',
    amount: eur(1000),
    transactionId: 'transaction-0',
    pspReference: AUTH,
    ...entry,
  } as Entry,
];

export const tell = (payment: Payment, ...steps: LedgerEntry[][]): Payment =>
  steps.reduce((told, step) => applyActions(told, settle(told, step).actions), payment);

/** As an earlier version wrote it in a project without our custom type. */
export const tellWithoutMemory = (payment: Payment, ...steps: LedgerEntry[][]): Payment =>
  steps.reduce((told, step) => {
    return applyActions(told, asEarlierVersions(told.id, settle(told, step).actions));
  }, payment);

export const lines = (payment: Payment): string[] =>
  payment.transactions.map(({ type, state, interactionId, amount }) =>
    [type, state, interactionId ?? '-', amount.centAmount].join(' '),
  );

/** Before Adyen is asked. More transactions may stand on the Payment. */
export const attempt = (capture?: CaptureStatement, ...more: Partial<Transaction>[]) =>
  paymentOf(eur(1000), [capture === undefined ? {} : { custom: stating(capture) }, ...more]);

const stating = (capture: CaptureStatement) => ({
  type: { typeId: 'type' as const, id: 'type' },
  fields: { facts: ['started', `stated ${capture}`] },
});
export const authorised = () => tell(attempt(), answered({ fact: 'authorised' }));
