import { expect, test } from 'vitest';
import { pspReference } from '../test-support/identifiers.ts';
import { balanceOf } from './balance.ts';
import type { LedgerEntry } from './entry.ts';
import { answered, attempt, AUTH, eur, lines, modified, notified, tell } from './test-history.ts';

const rescued = { additionalData: { 'retry.rescueScheduled': 'true' } };
const first = answered({ fact: 'rescuing' });
const refused = notified('AUTHORISATION', { success: false, ...rescued });
const again = notified('AUTHORISATION', { success: false, pspReference: pspReference('TRY2'), ...rescued });
const authorised = notified('AUTHORISATION', { pspReference: pspReference('TRY3') });
const failed = modified('AUTORESCUE', 'END', { success: false });
const succeeded = modified('AUTORESCUE', 'END');
const stopped = modified('CANCEL_AUTORESCUE', 'STOP');

const permutations = <T>(all: readonly T[]): T[][] =>
  all.length < 2
    ? [[...all]]
    : all.flatMap((one, index) => permutations(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));

test.each<[string, LedgerEntry[][], string[], number]>([
  ['is pending while it runs', [first, refused], ['Pending'], 0],
  ['stays so when a try has succeeded that is not known', [first, refused, succeeded], ['Pending'], 0],
  ['is authorised once', [first, refused, authorised, succeeded], ['Failure', 'Success'], 1000],
  [
    'is authorised once after another try',
    [first, again, authorised],
    ['Failure', 'Failure', 'Success'],
    1000,
  ],
  ['fails with its end', [first, refused, again, failed], ['Failure', 'Failure'], 0],
  ['fails when it is stopped', [first, refused, stopped], ['Failure'], 0],
])('a rescue %s, in every order and twice', (_, steps, states, held) => {
  for (const order of permutations(steps)) {
    const payment = tell(attempt(), first, ...order, ...order);
    expect(
      lines(payment)
        .map((line) => line.split(' ')[1])
        .sort(),
    ).toEqual(states);
    expect(balanceOf(payment).held).toBe(held);
  }
});

const tried = (attemptNumber: number, more: Record<string, string> = {}) => ({
  additionalData: {
    'retry.rescueReference': 'RESCUE0000000001',
    'retry.orderAttemptNumber': String(attemptNumber),
    ...more,
  },
});
const goesOn = { 'retry.rescueScheduled': 'true' };
const firstTry = notified('AUTHORISATION', { success: false, ...tried(1, goesOn) });
const secondTry = notified('AUTHORISATION', {
  success: false,
  pspReference: pspReference('TRY2'),
  ...tried(2, goesOn),
});
const thirdTry = notified('AUTHORISATION', { pspReference: pspReference('TRY3'), ...tried(3) });
const adjusted = modified('AUTHORISATION_ADJUSTMENT', 'ADJ1', {
  originalReference: pspReference('TRY3'),
  amount: eur(1200),
});

test('the Payment goes by the first try, and what is said of the rescued one is said of it, in every order', () => {
  for (const order of permutations([first, firstTry, secondTry, thirdTry, adjusted])) {
    const payment = tell(attempt(), ...order);
    expect([payment.interfaceId, payment.amountPlanned.centAmount, balanceOf(payment).held]).toEqual([
      AUTH,
      1200,
      1200,
    ]);
    expect(lines(payment).sort()).toEqual([
      `Authorization Failure ${AUTH} 1000`,
      'Authorization Failure TRY2 1000',
      'Authorization Success TRY3 1000',
    ]);
  }
});

test('a rescue of a payment that was Pending at first fails with its end', () => {
  const pending = answered({ fact: 'pending' });
  for (const order of permutations([pending, firstTry, failed])) {
    expect(lines(tell(attempt(), ...order))).toEqual([`Authorization Failure ${AUTH} 1000`]);
  }
});
