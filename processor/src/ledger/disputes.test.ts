import { describe, expect, test } from 'vitest';
import type { PspReference } from '../identifiers.ts';
import { pspReference } from '../test-support/identifiers.ts';
import type { LedgerEntry } from './entry.ts';
import { withoutReplaced } from './test-payment.ts';
import { eur, notified, modified, tell, lines, authorised } from './test-history.ts';

describe('disputes', () => {
  const event = (eventCode: string, reference: string, centAmount: number) =>
    modified(eventCode, reference, { amount: eur(centAmount) });
  const ends = (...steps: LedgerEntry[][]) => lines(withoutReplaced(tell(authorised(), ...steps))).slice(1);
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
    const lost = notified('PREARBITRATION_LOST', { pspReference: pspReference('D9'), amount: eur(400) });
    const debited = event('CHARGEBACK', 'D1', 400);
    for (const steps of [
      [announced, lost, debited],
      [lost, announced, debited],
      [debited, announced, lost],
    ]) {
      expect(ends(...steps)).toEqual(['Chargeback Success D1 400']);
    }
  });

  test('remembers a follow-up with its reference and amount, also without a reference', () => {
    const factsAfter = (reference: PspReference | undefined) =>
      tell(authorised(), [
        { type: 'Chargeback', fact: 'won', pspReference: reference, amount: eur(400) },
      ]).transactions.at(-1)?.custom?.fields['facts'] as unknown;
    expect(factsAfter(pspReference('D1'))).toEqual(['won D1 400 EUR']);
    expect(factsAfter(undefined)).toEqual(['won  400 EUR']);
  });

  test('without the event that opened it goes by the first of its names, whichever comes first', () => {
    const won = (reference: string) =>
      notified('PREARBITRATION_WON', { pspReference: pspReference(reference), amount: eur(400) });
    expect(ends(won('D9'), won('D1'))).toEqual(['Chargeback Failure D1 400']);
    expect(ends(won('D1'), won('D9'))).toEqual(['Chargeback Failure D1 400']);
    expect(ends(won('D1'), won('D9'), event('CHARGEBACK', 'D5', 400))).toEqual(['Chargeback Failure D5 400']);
  });

  test('of two leave a follow-up under a third name alone, also when it came between them', () => {
    const lost = notified('PREARBITRATION_LOST', { pspReference: pspReference('D9'), amount: eur(50) });
    const expected = ['Chargeback Success D9 50', 'Chargeback Success DX 400', 'Chargeback Success DY 300'];
    expect(ends(x, lost, y).sort()).toEqual(expected);
    expect(ends(x, y, lost).sort()).toEqual(expected);
    expect(
      ends(lost, x, y)
        .map((line) => line.replace(/ \d+$/, ''))
        .sort(),
    ).toEqual(expected.map((line) => line.replace(/ \d+$/, '')));
  });
});
