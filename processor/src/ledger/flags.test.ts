import { describe, expect, test } from 'vitest';
import type { LedgerEntry } from './entry.ts';
import { lapsedDisputes } from './lapsed-disputes.ts';
import { openFlags } from './open-flags.ts';
import { answered, attempt, authorised, eur, lines, modified, notified, tell } from './test-history.ts';
import { fieldsOf } from './transaction-fields.ts';

const NOW = new Date('2026-01-02T00:00:00.000Z');
const later = '2026-01-01T11:00:00.000Z';
const inReview = notified('AUTHORISATION', { additionalData: { fraudManualReview: 'true' } });
const accepted = modified('MANUAL_REVIEW_ACCEPT', 'R1', { additionalData: { fraudManualReview: 'true' } });
const rejected = modified('MANUAL_REVIEW_REJECT', 'R2', { eventDate: later });
const cancelled = modified('CANCELLATION', 'C1');
const fraud = modified('NOTIFICATION_OF_FRAUD', 'D1', {
  additionalData: { nofSchemeCode: 'visa', nofReasonCode: '6' },
});

/** What stands on the authorisation, and what is open, in both orders and doubled. */
const shown = (...steps: LedgerEntry[][]) => {
  const [first, ...others] = [steps, steps.toReversed(), [...steps, ...steps]].map((order) => {
    const payment = tell(attempt(), ...order);
    const { manualReview, fraudAlert } = fieldsOf(payment.transactions[0] as never);
    return { manualReview, fraudAlert, open: openFlags(payment, NOW).map(({ flag }) => flag) };
  });
  for (const other of others) expect(other).toEqual(first);
  return first;
};

describe('a review by a person', () => {
  test.each<[string, LedgerEntry[][], object]>([
    ['is pending', [inReview], { manualReview: 'pending', open: ['ManualReviewPending'] }],
    ['ends accepted', [inReview, accepted], { manualReview: 'accepted', open: [] }],
    ['ends rejected', [inReview, rejected], { manualReview: 'rejected', open: ['ManualReviewRejected'] }],
    [
      'is over with the cancellation',
      [inReview, rejected, cancelled],
      { manualReview: 'rejected', open: [] },
    ],
    ['ends as its latest event says', [inReview, accepted, rejected], { manualReview: 'rejected' }],
  ])('%s', (_, steps, expected) => expect(shown(...steps)).toMatchObject(expected));

  test('is pending by the response alone', () => {
    expect(shown(answered({ fact: 'authorised', isInReview: true }))?.manualReview).toBe('pending');
  });
});

test('fraud that the issuer reports is open while money is held, and for a month', () => {
  const plain = notified('AUTHORISATION');
  expect(shown(plain, fraud)).toEqual({ fraudAlert: 'visa 6', open: ['FraudAlert'] });
  expect(shown(plain, fraud, cancelled)?.open).toEqual([]);
  expect(openFlags(tell(authorised(), fraud), new Date('2026-03-01'))).toEqual([]);
  expect(lines(tell(authorised(), fraud))).toHaveLength(1);
});

test.each([
  ['SETTLED_REVERSED', ['SettlementReversed']],
  ['REFUND_NOT_CLEARED', ['RefundNotCleared']],
  ['POSTPONED_REFUND', []],
  ['HANDLED_EXTERNALLY', []],
])('%s moves no money', (eventCode, open) => {
  expect(shown(notified('AUTHORISATION'), modified(eventCode, 'N1'))?.open).toEqual(open);
  expect(lines(tell(authorised(), modified(eventCode, 'N1')))).toHaveLength(1);
});

test('a dispute that ends otherwise than its money says is a contradiction until the money event comes', () => {
  const [debit, won, credit] = ['CHARGEBACK', 'PREARBITRATION_WON', 'CHARGEBACK_REVERSED'].map((code) =>
    modified(code, 'D1', { amount: eur(400) }),
  ) as [LedgerEntry[], LedgerEntry[], LedgerEntry[]];
  const plain = notified('AUTHORISATION');
  expect(shown(plain, debit, won)?.open).toEqual(['DisputeContradiction']);
  expect(shown(plain, debit, won, credit)?.open).toEqual([]);
});

describe('a request for information', () => {
  const request = (additionalData = {}) =>
    modified('REQUEST_FOR_INFORMATION', 'D1', { amount: eur(400), additionalData });
  const lapse = (steps: LedgerEntry[][], now: string) => {
    const payment = tell(authorised(), ...steps);
    return lines(tell(payment, lapsedDisputes(payment, new Date(now)))).slice(1);
  };
  const deadline = { defensePeriodEndsAt: '2026-01-10T00:00:00+01:00' };

  test.each([
    ['stays open until its deadline', [request(deadline)], '2026-01-09', 'Initial'],
    ['ends with it', [request(deadline)], '2026-01-11', 'Failure'],
    ['without one ends after two months', [request()], '2026-03-05', 'Failure'],
    ['and stays open before', [request()], '2026-02-05', 'Initial'],
    [
      'that a chargeback was announced for waits',
      [request(deadline), modified('NOTIFICATION_OF_CHARGEBACK', 'D1', { amount: eur(400) })],
      '2026-01-11',
      'Initial',
    ],
  ])('%s', (_, steps, now, state) => expect(lapse(steps, now)).toEqual([`Chargeback ${state} D1 400`]));

  test('that has ended counts nothing once it is debited', () => {
    const payment = tell(authorised(), request(deadline));
    const ended = tell(payment, lapsedDisputes(payment, new Date('2026-01-11')));
    const debited = tell(ended, modified('CHARGEBACK', 'D1', { amount: eur(400) }));
    expect(lines(debited).slice(1)).toEqual(['Chargeback Success D1 400']);
  });
});

test('a review is shown on the authorisation of the right amount alone, in every order', () => {
  const partly = answered({ fact: 'authorised', amount: eur(600) });
  for (const steps of [
    [inReview, partly],
    [partly, inReview],
    [inReview, partly, accepted],
  ]) {
    const payment = tell(attempt(), ...steps);
    const shownOn = payment.transactions.filter(
      (transaction) => fieldsOf(transaction).manualReview !== undefined,
    );
    expect(shownOn.map(({ state, amount }) => [state, amount.centAmount])).toEqual([['Success', 600]]);
  }
  expect(openFlags(tell(attempt(), inReview, partly, accepted), NOW)).toEqual([]);
});
