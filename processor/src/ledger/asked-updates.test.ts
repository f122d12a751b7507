import { expect, test } from 'vitest';
import { updateAskedWith } from './asked-updates.ts';
import { settle } from './settle.ts';
import { authorised, attempt, eur, modified, notified, tell } from './test-history.ts';
import { paymentOf } from './test-payment.ts';

const asked = (keyDigest: string, contentDigest: string) => [
  { type: 'UpdateAsked', keyDigest, contentDigest } as const,
];

test('a key belongs to the first update that was asked for with it', () => {
  const payment = tell(authorised(), asked('a1', 'c1'), asked('a1', 'c2'), asked('b2', 'c3'));
  expect(updateAskedWith(payment, 'a1')).toBe('c1');
  expect(updateAskedWith(payment, 'b2')).toBe('c3');
  expect(updateAskedWith(payment, 'd4')).toBeUndefined();
  expect(settle(payment, asked('a1', 'c2')).actions).toEqual([]);
});

test('it is remembered by the authorisation, also where that is over another amount since', () => {
  const payment = tell(
    tell(attempt(), asked('a1', 'c1')),
    notified('AUTHORISATION', { authorisedAmount: eur(600) }),
    modified('CAPTURE', 'CAP1', { amount: eur(600) }),
  );
  expect(updateAskedWith(payment, 'a1')).toBe('c1');
});

test('without an authorisation there is nothing to remember it', () => {
  const empty = paymentOf(eur(1000));
  expect(settle(empty, asked('a1', 'c1')).actions).toEqual([]);
  expect(updateAskedWith(empty, 'a1')).toBeUndefined();
});
