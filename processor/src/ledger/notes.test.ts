import { expect, test } from 'vitest';
import { pspReference } from '../test-support/identifiers.ts';
import { adjustedFact, expiredAmount, latestAdjustment, orderClosedFact } from './notes.ts';

const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });

const adjusted = (at: string, centAmount: number, reference: string) =>
  adjustedFact({
    type: 'Adjustment',
    authorisation: undefined,
    at,
    pspReference: pspReference(reference),
    amount: eur(centAmount),
  });

test('the latest adjustment is told by its date, then by its reference', () => {
  const early = adjusted('2026-01-01T12:00:00+02:00', 1500, 'Z1');
  const late = adjusted('2026-01-01T11:00:00Z', 900, 'A1');
  const sameDate = adjusted('2026-01-01T11:00:00Z', 100, 'B1');
  expect(early).toEqual({
    name: 'adjusted',
    at: '2026-01-01T10:00:00.000Z',
    amount: eur(1500),
    pspReference: 'Z1',
  });
  expect(latestAdjustment([late, early])).toEqual(eur(900));
  expect(latestAdjustment([early, late])).toEqual(eur(900));
  expect(latestAdjustment([late, sameDate, early])).toEqual(eur(100));
  expect(latestAdjustment([sameDate, late, early])).toEqual(eur(100));
  expect(latestAdjustment([])).toBeUndefined();
});

test('a closed order is remembered by its reference, and by how it reversed the part', () => {
  for (const refund of [true, false]) {
    const entry = {
      type: 'OrderClosed',
      authorisation: pspReference('A1'),
      at: '2026-01-01T00:00:00Z',
      refund,
    } as const;
    expect(orderClosedFact({ ...entry, pspReference: pspReference('O1'), amount: eur(700) })).toEqual({
      name: 'orderClosed',
      refund,
      pspReference: 'O1',
      amount: eur(700),
    });
  }
});

test('what has expired is the most that an event named, and all of it where none did', () => {
  const expired = (centAmount: number) => ({ name: 'expired' as const, amount: eur(centAmount) });
  expect(expiredAmount([expired(200), expired(600), expired(100)], eur(1000))).toEqual(eur(600));
  expect(expiredAmount([{ name: 'expired' }], eur(1000))).toEqual(eur(1000));
  expect(expiredAmount([], eur(1000))).toBeUndefined();
});
