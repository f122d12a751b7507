import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import {
  authorisationOf,
  cartOfAttempt,
  hasFailed,
  isAtAdyen,
  isAwaitingShopper,
  isCreatedBy,
  isOver,
  isUnansweredAttempt,
  mayStillSucceed,
  requestedAmount,
  wasNeverSent,
} from './attempt-state.ts';
import { typed } from './test-entries.ts';
import { eur } from './test-history.ts';
import { paymentOf } from './test-payment.ts';

const payment = (...transactions: Partial<Transaction>[]): Payment => paymentOf(eur(1000), transactions);
const cents = (centAmount: number) => ({
  amount: { type: 'centPrecision' as const, fractionDigits: 2, ...eur(centAmount) },
});
const facts = (...names: string[]) => ({ custom: typed({ facts: names }) });

const written: Partial<Transaction> = facts('started');
const unsent: Partial<Transaction> = facts('started', 'unsent');
const redirected: Partial<Transaction> = facts('action', 'started');
const named: Partial<Transaction> = { interactionId: 'A1' };
const pending: Partial<Transaction> = { state: 'Pending', interactionId: 'A1' };
const authorised: Partial<Transaction> = { state: 'Success', interactionId: 'A1' };
const refused: Partial<Transaction> = { state: 'Failure', interactionId: 'A1' };
const charge = (state: string): Partial<Transaction> => ({ type: 'Charge', state, interactionId: 'C1' });
const refund = (state: string): Partial<Transaction> => ({ type: 'Refund', state, interactionId: 'R1' });
const cancelled: Partial<Transaction> = {
  type: 'CancelAuthorization',
  state: 'Success',
  interactionId: 'X1',
};

const states = {
  isUnansweredAttempt,
  wasNeverSent,
  hasFailed,
  isOver,
  isAwaitingShopper,
  mayStillSucceed,
} as const;

describe('an attempt', () => {
  test.each<[string, Partial<Transaction>[], (keyof typeof states)[]]>([
    ['without a transaction', [], []],
    ['with a charge alone', [charge('Initial')], []],
    ['that is written', [written], ['isUnansweredAttempt', 'mayStillSucceed']],
    ['that was never sent', [unsent], ['isUnansweredAttempt', 'wasNeverSent', 'mayStillSucceed']],
    [
      'that was called unsent, and answered since',
      [{ ...unsent, ...named }],
      ['isAwaitingShopper', 'mayStillSucceed'],
    ],
    ['whose shopper was redirected', [redirected], ['isAwaitingShopper', 'mayStillSucceed']],
    ['whose shopper was redirected under a reference', [named], ['isAwaitingShopper', 'mayStillSucceed']],
    ['that waits for a bank', [pending], ['mayStillSucceed']],
    ['that is authorised', [authorised], []],
    ['that is captured', [authorised, charge('Success')], []],
    ['that is captured, and open in nothing else', [authorised, charge('Initial')], []],
    ['that was refused', [refused], ['hasFailed', 'isOver']],
    [
      'that was refused, and authorised under another reference',
      [refused, { ...authorised, interactionId: 'A2' }],
      [],
    ],
    ['that was refused, beside a charge', [refused, charge('Initial')], ['hasFailed', 'isOver']],
    ['that was cancelled', [authorised, cancelled], ['isOver']],
    [
      'of a cent that was cancelled',
      [
        { ...authorised, ...cents(1) },
        { ...cancelled, ...cents(1) },
      ],
      ['isOver'],
    ],
    ['that was refunded', [authorised, charge('Success'), refund('Success')], ['isOver']],
    ['that was captured, and never authorised', [charge('Success'), refund('Success')], ['isOver']],
    ['whose refund is pending', [authorised, charge('Success'), refund('Pending')], []],
  ])('%s', (_name, transactions, expected) => {
    const paid = payment(...transactions);
    const holding = Object.entries(states).flatMap(([name, holds]) => (holds(paid) ? [name] : []));
    expect(holding).toEqual(expected);
  });

  test('goes by the authorisation that stands', () => {
    expect(authorisationOf(payment())).toBeUndefined();
    const replaced = { ...facts('replaced', 'started'), state: 'Failure' };
    expect(authorisationOf(payment(charge('Success'), replaced, authorised))?.id).toBe('transaction-2');
    expect(requestedAmount(payment())).toMatchObject(eur(1000));
    const lowered = payment({ ...replaced, ...named, ...cents(1000) }, { ...authorised, ...cents(600) });
    expect(requestedAmount({ ...lowered, amountPlanned: { ...cents(600).amount } })).toEqual(eur(1000));
  });
});

describe('an attempt is at Adyen', () => {
  const at = '2026-01-01T10:00:00.000Z';
  const after = (ms: number): Date => new Date(Date.parse(at) + ms);
  const DEADLINE = 30_000;

  test.each<[string, Partial<Transaction>, number, boolean]>([
    ['while it is not answered', written, 0, true],
    ['until the deadline and a margin have passed', written, 34_999, true],
    ['no longer than that', written, 35_000, false],
    ['not if it was never sent', unsent, 0, false],
    ['not once the shopper was redirected', redirected, 0, false],
    ['not once it has a reference', named, 0, false],
    ['not once it was refused', refused, 0, false],
    ['only as an authorisation', { type: 'Charge' }, 0, false],
  ])('%s', (_name, transaction, ms, expected) => {
    expect(isAtAdyen(payment({ timestamp: at, ...transaction }), after(ms), DEADLINE)).toBe(expected);
  });

  test('whatever else the Payment holds', () => {
    expect(isAtAdyen(payment(refused, { timestamp: at, ...written }), after(0), DEADLINE)).toBe(true);
  });

  test('by the age of the Payment, where the transaction has no date', () => {
    const undated = { ...payment(written), createdAt: at };
    expect(isAtAdyen(undated, after(34_999), DEADLINE)).toBe(true);
    expect(isAtAdyen(undated, after(35_000), DEADLINE)).toBe(false);
  });
});

test('an attempt remembers its cart and the request that created it; earlier versions did not', () => {
  const attempt = payment({ custom: typed({ facts: ['started'], cart: 'CART', createdBy: 'R1' }) });
  expect([cartOfAttempt(attempt), isCreatedBy(attempt, 'R1'), isCreatedBy(attempt, 'R2')]).toEqual([
    'CART',
    true,
    false,
  ]);
  const earlier = payment(written);
  expect([cartOfAttempt(earlier), isCreatedBy(earlier, 'R1')]).toEqual([undefined, false]);
});
