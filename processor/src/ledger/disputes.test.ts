import { describe, expect, test } from 'vitest';
import type { LedgerEntry } from './entry.ts';
import { eur, notified, modified, tell, lines, authorised } from './test-history.ts';

describe('disputes', () => {
  const event = (eventCode: string, pspReference: string, centAmount: number) =>
    modified(eventCode, pspReference, { amount: eur(centAmount) });
  const ends = (...steps: LedgerEntry[][]) => lines(tell(authorised(), ...steps)).slice(1);
  const [x, y, reversedX] = [
    event('CHARGEBACK', 'DX', 400),
    event('CHARGEBACK', 'DY', 300),
    event('CHARGEBACK_REVERSED', 'DX', 400),
  ];

  test.each([
    [[x, y, reversedX]],
    [[x, reversedX, y]],
    [[y, x, reversedX]],
    [[y, reversedX, x]],
    [[reversedX, x, y]],
    [[reversedX, y, x]],
  ])('of two, each gets its own events, in order %#', (steps) => {
    expect(
      ends(...steps)
        .map((line) => line.replace(/ \d+$/, ''))
        .sort(),
    ).toEqual(['Chargeback Failure DX', 'Chargeback Success DY']);
  });

  test('a follow-up under another name belongs to the only one', () => {
    const announced = event('NOTIFICATION_OF_CHARGEBACK', 'D1', 400);
    const lost = notified('PREARBITRATION_LOST', { pspReference: 'D9', amount: eur(400) });
    const debited = event('CHARGEBACK', 'D1', 400);
    for (const steps of [
      [announced, lost, debited],
      [lost, announced, debited],
      [debited, announced, lost],
    ]) {
      expect(ends(...steps)).toEqual(['Chargeback Success D1 400']);
    }
  });
});
