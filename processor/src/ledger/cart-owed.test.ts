import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { owedAfter } from './cart-owed.ts';
import { eur } from './test-history.ts';
import { paymentOf } from './test-payment.ts';

const cents = (centAmount: number, currencyCode = 'EUR') => ({
  type: 'centPrecision' as const,
  fractionDigits: 2,
  centAmount,
  currencyCode,
});
const cart = { totalPrice: cents(1000) };

/** e.g. `Authorization Success`; all over the amount that was planned unless one is given. */
const payment = (planned: number, ...lines: string[]): Payment =>
  paymentOf(
    eur(planned),
    lines.map((line): Partial<Transaction> => {
      const [type = '', state = '', amount = planned] = line.split(' ');
      return { type, state, amount: cents(Number(amount)) };
    }),
  );

describe('what a cart still owes after a payment', () => {
  test.each<[string, Payment, number | undefined]>([
    ['is nothing where it covers all', payment(1000, 'Authorization Success'), undefined],
    ['is nothing where it covers more', payment(1200, 'Authorization Success'), undefined],
    ['is the last cent', payment(999, 'Authorization Success'), 1],
    ['is the rest where it covers a part', payment(300, 'Authorization Success'), 700],
    ['is all where it was refused', payment(1000, 'Authorization Failure'), 1000],
    ['is all where it has no transaction', payment(1000), 1000],
    ['counts one that waits for a bank', payment(1000, 'Authorization Pending'), undefined],
    ['counts one that waits for the shopper', payment(300, 'Authorization Initial'), 700],
    [
      'counts one that waits beside a refusal',
      payment(300, 'Authorization Failure', 'Authorization Pending'),
      700,
    ],
    [
      'counts what an authorisation holds, whatever else waits',
      payment(1000, 'Authorization Success 600', 'Charge Pending 600', 'Refund Initial 100'),
      400,
    ],
  ])('%s', (_name, paid, expected) => {
    expect(owedAfter(cart, paid, [])).toEqual(expected === undefined ? undefined : eur(expected));
  });

  test('leaves out what its other payments hold and what a gift card is to pay', () => {
    const part = payment(300, 'Authorization Success');
    const sibling = payment(200, 'Authorization Success');
    expect(owedAfter(cart, part, [sibling])).toEqual(eur(500));
    expect(owedAfter(cart, part, [sibling], eur(100))).toEqual(eur(400));
    expect(owedAfter(cart, part, [sibling], eur(500))).toBeUndefined();
  });

  test('ignores a payment in another currency', () => {
    const dollars = { ...payment(1000, 'Authorization Success'), amountPlanned: cents(1000, 'USD') };
    expect(owedAfter(cart, dollars, [])).toEqual(eur(1000));
  });
});
