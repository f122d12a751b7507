import type { Transaction } from '@commercetools/platform-sdk';
import { expect, test } from 'vitest';
import type { TransactionId } from '../identifiers.ts';
import { paymentOf } from '../ledger/test-payment.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import { transactionId } from '../test-support/identifiers.ts';
import { captureToRefund, chargeToRefund, remainingOfCharge } from './charge-to-refund.ts';

/** e.g. `Charge Success 500 C1`; a refund may say what it was taken from: `Refund Success 500 R1 of transaction-1` */
const payment = (...transactions: string[]) =>
  paymentOf(
    { centAmount: 1000, currencyCode: 'EUR' },
    ['Authorization Success 1000 A1', ...transactions].map((line): Partial<Transaction> => {
      const [text = '', charge] = line.split(' of ');
      const [type = '', state = '', amount = '0', interactionId] = text.split(' ');
      const money = { type: 'centPrecision' as const, fractionDigits: 2, currencyCode: 'EUR' };
      return {
        type,
        state,
        amount: { ...money, centAmount: Number(amount) },
        ...(interactionId !== undefined && { interactionId }),
        ...(charge !== undefined && {
          custom: { type: { typeId: 'type' as const, id: 'type' }, fields: { facts: [], charge } },
        }),
      };
    }),
  );

/** For the refund that stands last. */
const chosen = (named: TransactionId | undefined, ...transactions: string[]) => {
  const paid = payment(...transactions);
  const refund = viewsOf(paid).at(-1);
  return refund && captureToRefund(paid, refund, named);
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
  ['what has just enough', 'C2', ['Charge Success 600 C1', 'Charge Success 400 C2', 'Refund Initial 400']],
  ['what has enough left', 'C1', ['Charge Success 700 C1', 'Charge Success 300 C2', 'Refund Initial 400']],
  [
    'what has most left, when none has enough',
    'C1',
    [...HALVES, 'Refund Success 100 R1', 'Refund Initial 900'],
  ],
  ['none that failed', 'C1', ['Charge Success 500 C1', 'Charge Failure 500 C2', 'Refund Initial 500']],
  ['none that was captured at authorisation', undefined, ['Charge Success 1000 A1', 'Refund Initial 500']],
  [
    'none that was captured at authorisation, also where another authorisation failed',
    undefined,
    ['Authorization Failure 1000 A0', 'Charge Success 1000 A1', 'Refund Initial 500'],
  ],
  [
    'a capture, where another charge was captured at authorisation',
    'C1',
    ['Charge Success 300 C1', 'Charge Success 1000 A1', 'Refund Initial 500'],
  ],
  ['nothing, where nothing was captured', undefined, ['Refund Success 100 R1', 'Refund Initial 100']],
  ['none that has no reference yet', undefined, ['Charge Initial 1000', 'Refund Initial 500']],
])('a refund is taken from %s', (_name, expected, transactions) => {
  expect(chosen(undefined, ...transactions)).toBe(expected);
});

test('the caller may name the charge', () => {
  expect(chosen(transactionId('transaction-1'), ...HALVES, 'Refund Initial 500')).toBe('C1');
  expect(chargeToRefund(payment(...HALVES), 500, transactionId('transaction-1'))).toBe('transaction-1');
});

const UNEVEN = ['Charge Success 400 C1', 'Charge Success 600 C2'];

test.each<[string, string, string[]]>([
  ['what it remembers', 'C1', [...UNEVEN, 'Refund Initial 100 of transaction-1']],
  [
    'what earlier ones that remember theirs have left',
    'C2',
    [...UNEVEN, 'Refund Success 400 R1 of transaction-1', 'Refund Initial 600'],
  ],
  [
    'the same, whichever of the earlier ones remember',
    'C1',
    [...UNEVEN, 'Refund Success 100 R1', 'Refund Success 550 R2 of transaction-2', 'Refund Initial 300'],
  ],
  [
    'another, when the one that it remembers failed',
    'C2',
    ['Charge Failure 400 C1', 'Charge Success 600 C2', 'Refund Initial 100 of transaction-1'],
  ],
])('a refund is taken from %s', (_name, expected, transactions) => {
  expect(chosen(undefined, ...transactions)).toBe(expected);
});

test('a new refund is taken from a charge that has enough left', () => {
  const taken = [...UNEVEN, 'Refund Success 400 R1 of transaction-1'];
  expect(chargeToRefund(payment(...taken), 600, undefined)).toBe('transaction-2');
  expect(chargeToRefund(payment(...UNEVEN, 'Refund Pending 300 R1 of transaction-2'), 400, undefined)).toBe(
    'transaction-1',
  );
  expect(chargeToRefund(payment('Charge Success 1000 A1'), 400, undefined)).toBe('transaction-1');
  expect(chargeToRefund(payment('Charge Failure 400 C1'), 400, undefined)).toBeUndefined();
});

test('a charge has left what the refunds that name it did not take', () => {
  const paid = payment(
    ...UNEVEN,
    'Refund Success 100 R1 of transaction-1',
    'Refund Initial 50 of transaction-1',
    'Refund Failure 200 R3 of transaction-1',
    'Refund Success 600 R4',
  );
  expect(remainingOfCharge(paid, transactionId('transaction-1'))).toBe(250);
  expect(remainingOfCharge(paid, transactionId('transaction-2'))).toBe(600);
  expect(remainingOfCharge(paid, transactionId('transaction-0'))).toBeUndefined();
});
