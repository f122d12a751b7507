import { describe, expect, test } from 'vitest';
import { fc } from '../test-support/properties.ts';
import { balanceOf } from './balance.ts';
import { isCapturedOnRequest } from './charge-at-once.ts';
import type { LedgerEntry } from './entry.ts';
import { settle } from './settle.ts';
import { answered, attempt, AUTH, eur, lines, modified, notified, tell } from './test-history.ts';
import { essence, withoutSuperseded } from './test-payment.ts';

type Step = LedgerEntry[];

const authorised = notified('AUTHORISATION', { capturedByAdyen: true });
const captured = modified('CAPTURE', 'CAP1');
const undone = modified('CAPTURE_FAILED', 'CAP1');
const recaptured = modified('CAPTURE', 'CAP2', { reason: 'Transaction Auto-Recaptured' });
const requestRefused = modified('CAPTURE', 'CAP9', { success: false, reason: 'Operation not available' });
const cancelled = modified('CANCELLATION', 'CAN1');

/** The states of what the steps end in, in either order. */
const inAnyOrder = (...steps: Step[]): string[][] =>
  [steps, steps.toReversed()].map((order) => lines(tell(attempt(), ...order)).toSorted());

const AUTHORISED = `Authorization Success ${AUTH} 1000`;
const DEFAULT = `Charge Success ${AUTH} 1000`;

describe('what is captured with its authorisation', () => {
  test.each<[string, Step[], string[]]>([
    ['is charged by it', [authorised], [DEFAULT]],
    ['is charged once when Adyen reports the capture', [authorised, captured], ['Charge Success CAP1 1000']],
    ['is not charged when the capture fails', [authorised, undone], ['Charge Failure CAP1 1000']],
    [
      'is charged once when Adyen captures again',
      [authorised, undone, recaptured],
      ['Charge Failure CAP1 1000', 'Charge Success CAP2 1000'],
    ],
    [
      'is not charged when it is cancelled',
      [authorised, cancelled],
      ['CancelAuthorization Success CAN1 1000', `Charge Failure ${AUTH} 1000`],
    ],
    [
      'is charged when Adyen refuses another capture of it',
      [authorised, requestRefused],
      ['Charge Failure CAP9 1000', DEFAULT],
    ],
    [
      'is charged as Adyen reports where that is in parts',
      [authorised, modified('CAPTURE', 'CAP3', { amount: eur(400) })],
      [`Charge Failure ${AUTH} 1000`, 'Charge Success CAP3 400'],
    ],
    [
      'is charged once where it was captured before it was cancelled',
      [authorised, captured, cancelled],
      ['CancelAuthorization Success CAN1 1000', 'Charge Success CAP1 1000'],
    ],
    [
      'is refunded by a reversal that does not say what it was',
      [authorised, modified('CANCEL_OR_REFUND', 'REV1')],
      [DEFAULT, 'Refund Success REV1 1000'],
    ],
  ])('%s', (_name, steps, expected) => {
    for (const end of inAnyOrder(...steps)) expect(end).toEqual([AUTHORISED, ...expected]);
  });

  test('keeps the id of its charge', () => {
    const [before, after] = [[authorised], [authorised, captured]].map(
      (steps) => tell(attempt(), ...steps).transactions[1]?.id,
    );
    expect(after).toBe(before);
  });

  test('is charged once by what an earlier version wrote, too', () => {
    const payment = tell(attempt(), answered({ fact: 'authorised' }));
    const [authorisation] = payment.transactions;
    const charge = { ...authorisation, id: 'charge', type: 'Charge' } as NonNullable<typeof authorisation>;
    const earlier = { ...payment, transactions: [...payment.transactions, charge] };
    for (const step of [captured, undone]) {
      const after = tell(earlier, step, authorised, step);
      expect(after.transactions.map(({ type, interactionId }) => [type, interactionId])).toEqual([
        ['Authorization', AUTH],
        ['Charge', 'CAP1'],
      ]);
    }
  });
});

describe('the charge of an authorisation', () => {
  test('has its date, and remembers that nobody asked for it', () => {
    const at = '2026-01-01T10:00:00.000Z';
    const [, charge] = tell(attempt(), authorised).transactions;
    expect(charge).toMatchObject({ timestamp: at, custom: { fields: { eventDate: at } } });
    for (const steps of [[authorised], [authorised, captured], [captured, authorised]]) {
      const [, own] = tell(attempt(), ...steps).transactions;
      expect(own?.custom?.fields['facts']).toContain('atOnce');
    }
    expect(
      tell(attempt(), answered({ fact: 'authorised', isCapturedAtOnce: true })).transactions[1],
    ).not.toHaveProperty('timestamp');
  });

  test('is of whatever was authorised, and there is none of nothing', () => {
    const over = (centAmount: number) =>
      lines(tell(attempt('immediate'), notified('AUTHORISATION', { amount: eur(centAmount) })));
    expect(over(1)).toContain(`Charge Success ${AUTH} 1`);
    expect(over(0).filter((line) => line.startsWith('Charge'))).toEqual([]);
  });

  test('counts again where the capture that had taken its place was refused', () => {
    const part = modified('CAPTURE', 'CAP3', { amount: eur(400) });
    const refused = modified('CAPTURE', 'CAP3', { amount: eur(400), success: false });
    expect(lines(tell(attempt(), authorised, part, refused))).toContain(DEFAULT);
  });

  test('does not count where a part was captured and has failed', () => {
    const failed = modified('CAPTURE_FAILED', 'CAP3', { amount: eur(400) });
    for (const end of inAnyOrder(authorised, failed)) expect(end).not.toContain(DEFAULT);
  });
});

describe('whether somebody has asked for a capture', () => {
  test.each<[string, Step[], boolean]>([
    ['nothing is captured', [notified('AUTHORISATION')], false],
    ['it was captured with its authorisation', [authorised], false],
    ['Adyen has reported that capture', [authorised, captured], false],
    ['it was captured separately', [notified('AUTHORISATION'), captured], true],
    ['its capture has failed', [notified('AUTHORISATION'), captured, undone], false],
  ])('%s', (_name, steps, expected) => {
    expect(isCapturedOnRequest(tell(attempt(), ...steps))).toBe(expected);
  });

  test('it is on its way', () => {
    const asked = attempt(undefined, { type: 'Charge' });
    expect(isCapturedOnRequest(tell(asked, notified('AUTHORISATION')))).toBe(true);
  });

  test('an earlier version made the charge of the authorisation', () => {
    const charge = { type: 'Charge', state: 'Success', interactionId: AUTH } as const;
    expect(isCapturedOnRequest(tell(attempt(undefined, charge), notified('AUTHORISATION')))).toBe(false);
  });
});

describe('a reversal that does not say what it was', () => {
  const reversed = modified('CANCEL_OR_REFUND', 'REV1');
  const manual = notified('AUTHORISATION');

  test.each<[string, Step[], string[]]>([
    ['cancels what is not captured', [manual, reversed], ['CancelAuthorization Success REV1 1000']],
    [
      'refunds what is captured',
      [manual, captured, reversed],
      ['Charge Success CAP1 1000', 'Refund Success REV1 1000'],
    ],
    [
      'has failed of either',
      [manual, modified('CANCEL_OR_REFUND', 'REV1', { success: false })],
      ['CancelAuthorization Failure REV1 1000'],
    ],
  ])('%s', (_name, steps, expected) => {
    const standing = inAnyOrder(...steps).map((end) =>
      end.filter((line) => expected.length === 1 || !line.includes('Failure')),
    );
    for (const end of standing) expect(end).toEqual([...expected, AUTHORISED].toSorted());
  });
});

describe('of any events about a payment that is captured at once', () => {
  const steps = fc.subarray<Step>([
    answered({ fact: 'authorised' }),
    answered({ fact: 'authorised', isCapturedAtOnce: true }),
    authorised,
    notified('AUTHORISATION'),
    captured,
    undone,
    modified('CAPTURE', 'CAP1', { reason: 'Transaction Auto-Recaptured' }),
    recaptured,
    requestRefused,
    modified('CAPTURE', 'CAP3', { amount: eur(400) }),
    modified('CAPTURE_FAILED', 'CAP3', { amount: eur(400) }),
    cancelled,
    modified('CANCELLATION', 'CAN2', { success: false }),
    modified('CANCEL_OR_REFUND', 'REV1'),
    modified('CANCEL_OR_REFUND', 'REV2', { success: false }),
    notified('EXPIRE'),
    modified('REFUND', 'REF1', { amount: eur(300) }),
    modified('AUTHORISATION_ADJUSTMENT', 'ADJ1', { amount: eur(1200) }),
  ]);
  const tellings = steps.chain((all) =>
    fc.tuple(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.shuffledSubarray(all),
      fc.constantFrom(undefined, 'manual' as const, 'immediate' as const, 24),
    ),
  );

  const books = (payment: ReturnType<typeof attempt>) => essence(withoutSuperseded(payment));

  test('the order of events does not matter, nor how often they are delivered', () => {
    fc.assert(
      fc.property(tellings, ([one, other, again, capture]) => {
        const told = tell(attempt(capture), ...one, ...again);
        const toldOtherwise = tell(attempt(capture), ...other);
        expect(books(told)).toEqual(books(toldOtherwise));
        expect(balanceOf(told)).toEqual(balanceOf(toldOtherwise));
        for (const step of one) expect(settle(told, step).actions).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});

test('a capture by somebody else before the response to the authorisation is not the shop’s own intent', () => {
  const start = attempt(undefined, { type: 'Charge' });
  const foreign = modified('CAPTURE', 'CAP4', { merchantReference: '' });
  expect(lines(tell(start, foreign))).toEqual([
    'Authorization Initial - 1000',
    'Charge Initial - 1000',
    'Charge Success CAP4 1000',
  ]);
});
