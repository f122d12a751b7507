import type { Transaction } from '@commercetools/platform-sdk';
import { expect, test } from 'vitest';
import { paymentOf } from '../ledger/test-payment.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import { chargeToRefund } from './charge-to-refund.ts';

/** e.g. `Charge Success 500 C1` */
const payment = (...transactions: string[]) =>
  paymentOf(
    { centAmount: 1000, currencyCode: 'EUR' },
    ['Authorization Success 1000 A1', ...transactions].map((line): Partial<Transaction> => {
      const [type = '', state = '', amount = '0', interactionId] = line.split(' ');
      const money = { type: 'centPrecision' as const, fractionDigits: 2, currencyCode: 'EUR' };
      return {
        type,
        state,
        amount: { ...money, centAmount: Number(amount) },
        ...(interactionId !== undefined && { interactionId }),
      };
    }),
  );

/** For the refund that stands last. */
const chosen = (named: string | undefined, ...transactions: string[]) => {
  const paid = payment(...transactions);
  const refund = viewsOf(paid).at(-1);
  return refund && chargeToRefund(paid, refund, named)?.interactionId;
};

const HALVES = ['Charge Success 500 C1', 'Charge Success 500 C2'];

test.each<[string, string | undefined, string[]]>([
  ['the latest that is large enough', 'C2', [...HALVES, 'Refund Initial 500']],
  ['the other one, when that was refunded', 'C1', [...HALVES, 'Refund Success 500 R1', 'Refund Initial 500']],
  [
    'the same again, when that refund failed',
    'C2',
    [...HALVES, 'Refund Failure 500 R1', 'Refund Initial 500'],
  ],
  ['what has enough left', 'C1', ['Charge Success 700 C1', 'Charge Success 300 C2', 'Refund Initial 400']],
  [
    'what has most left, when none has enough',
    'C1',
    [...HALVES, 'Refund Success 100 R1', 'Refund Initial 900'],
  ],
  ['none that failed', 'C1', ['Charge Success 500 C1', 'Charge Failure 500 C2', 'Refund Initial 500']],
  ['none that Adyen made by itself', undefined, ['Charge Success 1000 A1', 'Refund Initial 500']],
  ['none that has no reference yet', undefined, ['Charge Initial 1000', 'Refund Initial 500']],
])('a refund is taken from %s', (_name, expected, transactions) => {
  expect(chosen(undefined, ...transactions)).toBe(expected);
});

test('the caller may name the charge', () => {
  expect(chosen('transaction-1', ...HALVES, 'Refund Initial 500')).toBe('C1');
});
