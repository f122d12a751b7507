import { expect, test } from 'vitest';
import { pspReference } from '../test-support/identifiers.ts';
import type { LedgerEntry } from './entry.ts';
import { carriesMeaning, entriesOf, notificationTable, type LedgerNotification } from './notifications.ts';

const item: LedgerNotification = {
  eventCode: '',
  success: true,
  pspReference: pspReference('P1'),
  originalReference: pspReference('O1'),
  merchantReference: 'M1',
  amount: { centAmount: 1000, currencyCode: 'EUR' },
  reason: 'why',
  eventDate: '2026-01-01T10:00:00.000Z',
  capturedByAdyen: false,
};

/** e.g. `Charge captured P1 for M1`; an amount that may differ is marked with `~`. */
const inWords = (entry: LedgerEntry): string => {
  if (!('fact' in entry)) return entry.type;
  const {
    type,
    fact,
    pspReference,
    reference,
    amountMayDiffer = false,
    isCapturedAtOnce = false,
    endsRest,
  } = entry;
  const named = reference === undefined ? '' : ` for ${reference}`;
  const consequence = isCapturedAtOnce ? ' at once' : endsRest ? ' and no more' : '';
  return `${amountMayDiffer ? '~' : ''}${type} ${fact} ${String(pspReference)}${named}${consequence}`;
};

const said = (eventCode: string, changes: Partial<LedgerNotification> = {}): string[] =>
  entriesOf({ ...item, eventCode, ...changes }).map(inWords);

const cancelled = 'CancelAuthorization cancelled P1 for M1';
const notCancelled = 'CancelAuthorization failed P1 for M1';

const meanings: Record<string, [succeeded: string | undefined, failed: string | undefined]> = {
  AUTHORISATION: ['Authorization authorised P1 for M1', 'Authorization refused P1 for M1'],
  AUTHORISATION_ADJUSTMENT: ['Adjustment', undefined],
  PENDING: ['Authorization pending P1 for M1', undefined],
  CANCELLATION: [cancelled, notCancelled],
  TECHNICAL_CANCEL: [cancelled, notCancelled],
  EXPIRE: ['~Authorization expired O1', undefined],
  OFFER_CLOSED: ['~Authorization closed O1', undefined],
  CAPTURE: ['Charge captured P1 for M1', 'Charge failed P1 for M1'],
  CAPTURE_FAILED: ['Charge undone P1 for M1', undefined],
  REFUND: ['Refund refunded P1 for M1', 'Refund failed P1 for M1'],
  REFUND_FAILED: ['Refund failed P1 for M1', undefined],
  REFUNDED_REVERSED: ['Refund failed P1 for M1', undefined],
  CANCEL_OR_REFUND: ['CancelOrRefund', 'CancelOrRefund'],
  REQUEST_FOR_INFORMATION: ['Chargeback announced P1 for M1', undefined],
  NOTIFICATION_OF_CHARGEBACK: ['Chargeback announced P1 for M1', undefined],
  DISPUTE_OPENED_WITH_CHARGEBACK: ['Chargeback announced P1 for M1', undefined],
  CHARGEBACK: ['Chargeback debited P1 for M1', undefined],
  DISPUTE_DEFENSE_PERIOD_ENDED: ['~Chargeback disputed P1 for M1', undefined],
  INFORMATION_SUPPLIED: ['~Chargeback disputed P1 for M1', undefined],
  CHARGEBACK_REVERSED: ['~Chargeback reversed P1 for M1', undefined],
  ISSUER_COMMENTS: ['~Chargeback disputed P1 for M1', undefined],
  PREARBITRATION_OPEN: ['~Chargeback disputed P1 for M1', undefined],
  PREARBITRATION_ACCEPTED: ['~Chargeback disputed P1 for M1', undefined],
  PREARBITRATION_DECLINED: ['~Chargeback disputed P1 for M1', undefined],
  SCHEME_ARBITRATION: ['~Chargeback disputed P1 for M1', undefined],
  PREARBITRATION_ISSUER_WITHDRAWN: ['~Chargeback disputed P1 for M1', undefined],
  ISSUER_RESPONSE_TIMEFRAME_EXPIRED: ['~Chargeback disputed P1 for M1', undefined],
  PREARBITRATION_WON: ['~Chargeback won P1 for M1', undefined],
  PREARBITRATION_LOST: ['~Chargeback lost P1 for M1', undefined],
  SCHEME_ARBITRATION_WON: ['~Chargeback won P1 for M1', undefined],
  SCHEME_ARBITRATION_LOST: ['~Chargeback lost P1 for M1', undefined],
  ...Object.fromEntries(
    [
      ...['MANUAL_REVIEW_ACCEPT', 'MANUAL_REVIEW_REJECT', 'NOTIFICATION_OF_FRAUD', 'SETTLED_REVERSED'],
      ...['REFUND_NOT_CLEARED', 'POSTPONED_REFUND', 'VOID_PENDING_REFUND', 'HANDLED_EXTERNALLY'],
    ].map((eventCode) => [eventCode, ['Described', 'Described']]),
  ),
  AUTORESCUE: [undefined, 'Described'],
  CANCEL_AUTORESCUE: ['Described', undefined],
  SECOND_CHARGEBACK: ['~Chargeback debitedAgain P1 for M1', undefined],
};

test.each(Object.entries(meanings))('%s', (eventCode, [succeeded, failed]) => {
  expect(said(eventCode)).toEqual(succeeded === undefined ? [] : [succeeded]);
  expect(said(eventCode, { success: false })).toEqual(failed === undefined ? [] : [failed]);
  expect(carriesMeaning({ eventCode, success: true })).toBe(succeeded !== undefined);
  expect(carriesMeaning({ eventCode, success: false })).toBe(failed !== undefined);
});

/** Acknowledged without an effect on the ledger. */
const silent = [
  ...['ORDER_OPENED', 'ORDER_CLOSED', 'AUTHENTICATION', 'REFUND_WITH_DATA', 'RECURRING_CONTRACT', 'DONATION'],
  ...['REPORT_AVAILABLE', 'ACH_NOTIFICATION_OF_CHANGE', 'DIRECT_DEBIT_NOTICE_OF_CHANGE_NOTIFICATION'],
  ...['PAYOUT_THIRDPARTY', 'PAYOUT_DECLINE', 'PAYOUT_EXPIRE', 'PAIDOUT_REVERSED'],
];

test.each(Object.entries(notificationTable))(
  '%s has an effect in words and a source',
  (_, { effect, source }) => {
    expect(effect).toMatch(/^[A-Z].*[.]$/);
    expect(source).toMatch(/^https:\/\/docs\.adyen\.com\/\S+$/);
  },
);

test.each([...silent, 'SOMETHING_NEW', 'constructor', 'toString'])('%s says nothing', (eventCode) => {
  for (const success of [true, false]) {
    expect(said(eventCode, { success })).toEqual([]);
    expect(carriesMeaning({ eventCode, success })).toBe(false);
  }
});

test('no event code of the table is left out above, and others say nothing', () => {
  expect([...Object.keys(meanings), ...silent].sort()).toEqual(Object.keys(notificationTable).sort());
  expect(said('REPORT_AVAILABLE')).toEqual([]);
});

test('amount, reason and date go with an entry', () => {
  expect(entriesOf({ ...item, eventCode: 'CAPTURE' })).toMatchObject([
    { amount: item.amount, reason: 'why', at: item.eventDate },
  ]);
  expect(entriesOf({ ...item, eventCode: 'EXPIRE' })).toMatchObject([
    { amount: item.amount, reason: 'why', at: item.eventDate },
  ]);
  expect(entriesOf({ ...item, eventCode: 'AUTHORISATION_ADJUSTMENT' })).toEqual([
    { type: 'Adjustment', authorisation: 'O1', pspReference: 'P1', amount: item.amount, at: item.eventDate },
  ]);
});

test('what hangs on more than the event code', () => {
  expect(said('AUTHORISATION', { capturedByAdyen: true })).toEqual([
    'Authorization authorised P1 for M1 at once',
  ]);
  expect(said('AUTHORISATION', { capturedByAdyen: true, success: false })).toEqual([
    'Authorization refused P1 for M1',
  ]);
  const nothing = { centAmount: 0, currencyCode: 'EUR' };
  expect(said('AUTHORISATION', { capturedByAdyen: true, amount: nothing })).toEqual([
    'Authorization authorised P1 for M1',
  ]);
  expect(said('CAPTURE', { reason: 'Transaction Auto-Recaptured' })).toEqual(['Charge recaptured P1 for M1']);
  expect(said('CAPTURE', { reason: undefined })).toEqual(['Charge captured P1 for M1']);
  expect(said('CAPTURE', { isCapturedOnce: true })).toEqual(['Charge captured P1 for M1 and no more']);
  expect(said('EXPIRE', { originalReference: undefined })).toEqual(['~Authorization expired P1']);
  const cancel = { modificationAction: 'cancel' };
  expect(said('CANCEL_OR_REFUND', cancel)).toEqual([cancelled]);
  expect(said('CANCEL_OR_REFUND', { ...cancel, success: false })).toEqual([notCancelled]);
  const refund = { modificationAction: 'refund' };
  expect(said('CANCEL_OR_REFUND', refund)).toEqual(['Refund refunded P1 for M1']);
  expect(said('CANCEL_OR_REFUND', { ...refund, success: false })).toEqual(['Refund failed P1 for M1']);
});
