import { describe, expect, test } from 'vitest';
import { fc } from '../test-support/properties.ts';
import { balanceOf } from './balance.ts';
import type { LedgerEntry } from './entry.ts';
import { attempt, AUTH, eur, lines, modified, notified, tell } from './test-history.ts';
import { essence } from './test-payment.ts';

type Step = LedgerEntry[];

const authorised = notified('AUTHORISATION');
const captured = (centAmount: number) =>
  modified('CAPTURE', 'CAP1', { amount: eur(centAmount), isCapturedOnce: true });
const undone = modified('CAPTURE_FAILED', 'CAP1', { amount: eur(400) });
const recaptured = modified('CAPTURE', 'CAP1', {
  amount: eur(400),
  isCapturedOnce: true,
  reason: 'Transaction Auto-Recaptured',
  eventDate: '2026-01-02T10:00:00.000Z',
});
const adjusted = modified('AUTHORISATION_ADJUSTMENT', 'ADJ1', { amount: eur(1200) });

const AUTHORISED = `Authorization Success ${AUTH} 1000`;

/** What counts in the end. */
const standing = (...steps: Step[]): string[] =>
  lines(tell(attempt(), ...steps)).filter((line) => !line.includes('Failure'));

describe('the capture of a part where no other is possible', () => {
  test.each<[string, Step[], string[]]>([
    [
      'cancels the rest',
      [authorised, captured(400)],
      ['CancelAuthorization Success CAP1 600', 'Charge Success CAP1 400'],
    ],
    ['of all leaves no rest', [authorised, captured(1000)], ['Charge Success CAP1 1000']],
    ['that fails cancels nothing', [authorised, captured(400), undone], []],
    [
      'that is made again cancels the rest again',
      [authorised, captured(400), undone, recaptured],
      ['CancelAuthorization Success CAP1 600', 'Charge Success CAP1 400'],
    ],
    [
      'cancels what an adjustment leaves',
      [authorised, adjusted, captured(400)],
      ['CancelAuthorization Success CAP1 800', 'Charge Success CAP1 400'],
    ],
    [
      'that expires cancels what was not captured, whatever amount the event names',
      [authorised, modified('CAPTURE', 'CAP2', { amount: eur(400) }), notified('EXPIRE')],
      [`CancelAuthorization Success ${AUTH} 600`, 'Charge Success CAP2 400'],
    ],
    [
      'of all leaves nothing to expire',
      [authorised, modified('CAPTURE', 'CAP2'), notified('EXPIRE')],
      ['Charge Success CAP2 1000'],
    ],
  ])('%s', (_name, steps, expected) => {
    for (const order of [steps, steps.toReversed()]) {
      expect(standing(...order).toSorted()).toEqual([AUTHORISED, ...expected].toSorted());
    }
  });

  test('holds what was captured and nothing else', () => {
    const { held, capturable, refundable } = balanceOf(tell(attempt(), authorised, captured(400)));
    expect({ held, capturable, refundable }).toEqual({ held: 400, capturable: 0, refundable: 400 });
  });

  test('leaves the rest where there may be more captures', () => {
    const part = modified('CAPTURE', 'CAP1', { amount: eur(400) });
    expect(balanceOf(tell(attempt(), authorised, part))).toMatchObject({ held: 1000, capturable: 600 });
  });
});

test('the order of events does not matter, nor how often they are delivered', () => {
  const steps = fc.subarray<Step>([
    authorised,
    captured(400),
    undone,
    recaptured,
    adjusted,
    modified('CANCELLATION', 'CAN1'),
    modified('REFUND', 'REF1', { amount: eur(100) }),
    notified('EXPIRE'),
  ]);
  const tellings = steps.chain((all) =>
    fc.tuple(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.shuffledSubarray(all),
    ),
  );
  const books = (...told: Step[]) => {
    const payment = tell(attempt(), ...told);
    const isStanding = ({ state }: { readonly state: string }) => state !== 'Failure';
    return essence({ ...payment, transactions: payment.transactions.filter(isStanding) });
  };
  fc.assert(
    fc.property(tellings, ([one, other, again]) => {
      expect(books(...one, ...again)).toEqual(books(...other));
    }),
    { numRuns: 2000 },
  );
});
