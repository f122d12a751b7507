import { expect, test } from 'vitest';
import type { OrderClosed } from './entry.ts';
import { adjustedNote, expiredAmount, latestAdjustment, orderClosedNote, orderClosedNotes } from './notes.ts';

const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });

const adjusted = (at: string, centAmount: number, pspReference: string) =>
  adjustedNote({ type: 'Adjustment', authorisation: undefined, at, pspReference, amount: eur(centAmount) });

test('the latest adjustment is told by its date, then by its reference', () => {
  const early = adjusted('2026-01-01T12:00:00+02:00', 1500, 'Z1');
  const late = adjusted('2026-01-01T11:00:00Z', 900, 'A1');
  const twin = adjusted('2026-01-01T11:00:00Z', 100, 'B1');
  expect(early).toBe('adjusted 2026-01-01T10:00:00.000Z 1500 EUR Z1');
  expect(latestAdjustment([late, early])).toEqual(eur(900));
  expect(latestAdjustment([early, late])).toEqual(eur(900));
  expect(latestAdjustment([late, twin, early])).toEqual(eur(100));
  expect(latestAdjustment([twin, late, early])).toEqual(eur(100));
  expect(latestAdjustment(['authorised', 'expired'])).toBeUndefined();
});

test('what a closed order gave back is read as it was written', () => {
  const closed = (refund: boolean, pspReference: string): OrderClosed => ({
    type: 'OrderClosed',
    authorisation: 'A1',
    pspReference,
    amount: eur(700),
    refund,
    at: '2026-01-01T00:00:00Z',
  });
  const notes = [orderClosedNote(closed(true, 'O1')), 'authorised', orderClosedNote(closed(false, 'O2'))];
  expect(notes[0]).toBe('orderClosed refund O1 700 EUR');
  expect(notes[2]).toBe('orderClosed cancel O2 700 EUR');
  expect(orderClosedNotes(notes)).toEqual([
    { refund: true, pspReference: 'O1', amount: eur(700) },
    { refund: false, pspReference: 'O2', amount: eur(700) },
  ]);
});

test('what has expired is the most that an event told, and all of it where none told', () => {
  const facts = ['authorised', 'expired 200 EUR', 'expired 600 EUR', 'expired 100 EUR'];
  expect(expiredAmount(facts, eur(1000))).toEqual(eur(600));
  expect(expiredAmount(['expired'], eur(1000))).toEqual(eur(1000));
  expect(expiredAmount(['authorised'], eur(1000))).toBeUndefined();
});
