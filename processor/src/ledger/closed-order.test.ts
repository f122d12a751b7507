import type { Payment } from '@commercetools/platform-sdk';
import { expect, test } from 'vitest';
import { pspReference } from '../test-support/identifiers.ts';
import { fc } from '../test-support/properties.ts';
import { balanceOf } from './balance.ts';
import type { LedgerEntry } from './entry.ts';
import { settle } from './settle.ts';
import { authorised, entry, payment, told } from './test-entries.ts';
import { eur } from './test-history.ts';

const closed = (centAmount = 1000): LedgerEntry => ({
  type: 'OrderClosed',
  authorisation: pspReference('A1'),
  pspReference: pspReference('ORDER1'),
  amount: eur(centAmount),
  refund: false,
  at: '2026-01-01T00:00:00.000Z',
});
const captured = entry({ type: 'Charge', fact: 'captured', reference: 'A1' });
const refund = (centAmount: number, fact: 'refunded' | 'failed' | 'accepted' = 'refunded'): LedgerEntry =>
  entry({ type: 'Refund', fact, pspReference: pspReference('R1'), amount: eur(centAmount) });

const reversals = ({ transactions }: Payment) =>
  transactions
    .filter(({ type, state }) => state === 'Success' && type !== 'Authorization' && type !== 'Charge')
    .map(({ type, amount }) => `${type} ${amount.centAmount}`)
    .sort();
const part = () => payment(authorised());

test.each([
  ['all of it was refunded', [refund(1000)], ['Refund 1000']],
  ['a part of it was refunded', [refund(400)], ['Refund 400', 'Refund 600']],
  ['its refund is not confirmed', [refund(1000, 'accepted')], ['Refund 1000']],
  ['its refund has failed', [refund(1000), refund(1000, 'failed')], ['Refund 1000']],
  ['nothing was refunded', [], ['Refund 1000']],
])('what the order reverses is the rest, in every order of arrival: %s', (_name, refunds, expected) => {
  const steps = [captured, closed(), ...refunds];
  fc.assert(
    fc.property(fc.shuffledSubarray(steps, { minLength: steps.length }), (order) => {
      const after = order.reduce((paid, step) => told(paid, step), part());
      expect(reversals(after)).toEqual(expected);
      expect(balanceOf(after).held).toBe(0);
      for (const step of order) expect(settle(after, [step]).actions).toEqual([]);
    }),
  );
});

test('a refund that Adyen had accepted is the one reversal', () => {
  const before = payment(authorised(), { type: 'Refund', state: 'Pending', interactionId: 'R1' });
  const after = told(before, captured, closed());
  const refunds = ({ transactions }: Payment) => transactions.filter(({ type }) => type === 'Refund');
  expect(refunds(after)).toMatchObject([{ state: 'Success', interactionId: 'R1' }]);
  expect(refunds(told(after, refund(1000)))).toHaveLength(1);
  // Adyen has refused it, since the order had returned all.
  expect(refunds(told(after, refund(1000, 'failed')))).toMatchObject([
    { state: 'Failure', interactionId: 'R1' },
    { state: 'Success', interactionId: 'ORDER1' },
  ]);
});

test.each([
  ['failed', ['CancelAuthorization ORDER1']],
  ['cancelled', ['CancelAuthorization X1']],
] as const)('a cancellation that Adyen had accepted has %s, in every order of arrival', (fact, expected) => {
  const before = payment(authorised(), {
    type: 'CancelAuthorization',
    state: 'Pending',
    interactionId: 'X1',
  });
  const end = entry({ type: 'CancelAuthorization', fact, pspReference: pspReference('X1') });
  for (const steps of [
    [closed(), end],
    [end, closed()],
  ]) {
    const after = told(before, ...steps);
    expect(
      after.transactions
        .filter(({ type, state }) => type === 'CancelAuthorization' && state === 'Success')
        .map(({ type, interactionId }) => `${type} ${interactionId}`),
    ).toEqual(expected);
    expect(balanceOf(after).held).toBe(0);
  }
  expect(told(before, closed()).transactions.map(({ state }) => state)).toEqual(['Success', 'Success']);
});

test('what was cancelled before is not reversed again', () => {
  const cancelled = entry({
    type: 'CancelAuthorization',
    fact: 'cancelled',
    pspReference: pspReference('X1'),
  });
  for (const steps of [
    [cancelled, closed()],
    [closed(), cancelled],
  ]) {
    const after = steps.reduce((paid, step) => told(paid, step), part());
    expect(reversals(after)).toEqual(['CancelAuthorization 1000']);
  }
});

test('no more is reversed than was authorised', () => {
  expect(reversals(told(part(), closed(5000)))).toEqual(['CancelAuthorization 1000']);
});

test.each([
  ['a capture that failed', ['captured', 'failed'], 'CancelAuthorization 1000'],
  ['a capture that was made again', ['captured', 'failed', 'recaptured'], 'Refund 1000'],
] as const)('%s counts by its end, whichever event came first', (_name, facts, expected) => {
  const steps = [
    closed(),
    ...facts.map((fact) => entry({ type: 'Charge', fact, pspReference: pspReference('C1') })),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(steps, { minLength: steps.length }), (order) => {
      const after = order.reduce((paid, step) => told(paid, step), part());
      expect(reversals(after)).toEqual([expected]);
    }),
  );
});

test.each([600, 1500])('what is reversed is what the authorisation was adjusted to: %d', (adjusted) => {
  const adjustment: LedgerEntry = {
    type: 'Adjustment',
    authorisation: pspReference('A1'),
    pspReference: pspReference('J1'),
    amount: eur(adjusted),
    at: '2026-01-01T00:00:00.000Z',
  };
  for (const steps of [
    [adjustment, closed()],
    [closed(), adjustment],
  ]) {
    const after = steps.reduce((paid, step) => told(paid, step), part());
    expect(reversals(after)).toEqual([`CancelAuthorization ${adjusted}`]);
    expect(balanceOf(after).held).toBe(0);
  }
});

test('what had expired beside a partial capture is no reversal of what was captured', () => {
  const expired = entry({ fact: 'expired', amount: eur(1000), amountMayDiffer: true });
  const capture = entry({
    type: 'Charge',
    fact: 'captured',
    pspReference: pspReference('C1'),
    amount: eur(400),
  });
  const steps = [closed(), expired, capture];
  fc.assert(
    fc.property(fc.shuffledSubarray(steps, { minLength: steps.length }), (order) => {
      const after = order.reduce((paid, step) => told(paid, step), part());
      expect(reversals(after)).toEqual(['CancelAuthorization 600', 'Refund 400']);
      expect(balanceOf(after).held).toBe(0);
    }),
  );
});
