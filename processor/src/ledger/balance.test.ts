import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { balanceOf } from './balance.ts';
import { grossTotal, owed } from './cart-owed.ts';
import { paymentOf } from './test-payment.ts';

const cents = (centAmount: number, currencyCode = 'EUR') => ({
  type: 'centPrecision' as const,
  fractionDigits: 2,
  centAmount,
  currencyCode,
});

/** e.g. `Authorization Success 1000` */
const payment = (...transactions: string[]): Payment =>
  paymentOf(
    cents(1000),
    transactions.map((line): Partial<Transaction> => {
      const [type = '', state = '', amount = '0'] = line.split(' ');
      return { type, state, amount: cents(Number(amount)) };
    }),
  );

const AUTHORISED = 'Authorization Success 1000';

describe('what a payment holds', () => {
  test.each<[string[], number]>([
    [['Authorization Initial 1000'], 0],
    [['Authorization Pending 1000'], 0],
    [['Authorization Failure 1000'], 0],
    [[AUTHORISED], 1000],
    [[AUTHORISED, 'Charge Success 400'], 1000],
    [[AUTHORISED, 'Charge Failure 1000'], 1000],
    [[AUTHORISED, 'Charge Success 1000', 'Refund Success 1'], 999],
    [[AUTHORISED, 'Charge Success 1000', 'Refund Pending 300'], 1000],
    [[AUTHORISED, 'CancelAuthorization Success 1000'], 0],
    [[AUTHORISED, 'CancelAuthorization Pending 1000'], 1000],
    [[AUTHORISED, 'Charge Success 400', 'CancelAuthorization Success 1000'], 400],
    [[AUTHORISED, 'Charge Success 1000', 'Chargeback Success 1000'], 0],
    [[AUTHORISED, 'Charge Success 1000', 'Chargeback Initial 1000'], 1000],
    [[AUTHORISED, 'Charge Success 1000', 'Chargeback Failure 1000'], 1000],
    [['Charge Success 700'], 700],
  ])('%j holds %i', (transactions, held) => {
    expect(balanceOf(payment(...transactions)).held).toBe(held);
  });
});

describe('what may still be moved', () => {
  test.each<[string[], { capturable: number; refundable: number }]>([
    [['Authorization Pending 1000'], { capturable: 0, refundable: 0 }],
    [[AUTHORISED], { capturable: 1000, refundable: 0 }],
    [[AUTHORISED, 'Charge Initial 300', 'Charge Pending 300'], { capturable: 400, refundable: 600 }],
    [[AUTHORISED, 'Charge Failure 300'], { capturable: 1000, refundable: 0 }],
    [[AUTHORISED, 'CancelAuthorization Pending 1000'], { capturable: 0, refundable: 0 }],
    [[AUTHORISED, 'CancelAuthorization Failure 1000'], { capturable: 1000, refundable: 0 }],
    [
      [AUTHORISED, 'Charge Success 1000', 'Refund Initial 300', 'Refund Failure 300'],
      { capturable: 0, refundable: 700 },
    ],
    [[AUTHORISED, 'Charge Success 1000', 'Refund Pending 300'], { capturable: 0, refundable: 700 }],
    [[AUTHORISED, 'Charge Success 1100'], { capturable: 0, refundable: 1100 }],
    [[AUTHORISED, 'Charge Success 100', 'Chargeback Success 300'], { capturable: 900, refundable: 0 }],
    [
      [AUTHORISED, 'Charge Success 1000', 'Refund Success 100', 'Chargeback Success 600'],
      { capturable: 0, refundable: 300 },
    ],
  ])('%j', (transactions, expected) => {
    expect(balanceOf(payment(...transactions))).toMatchObject(expected);
  });
});

test('an adjusted amount counts while its authorisation stands', () => {
  const custom = {
    type: { typeId: 'type' as const, id: 'type' },
    fields: { facts: ['adjusted 2026-01-01T10:00:00.000Z 700 EUR A1'] },
  };
  const adjusted = (state: string, type = 'Authorization') =>
    paymentOf(cents(1000), [{ state: 'Success' }, { type, state, custom }]);
  expect(balanceOf(adjusted('Success')).authorised).toBe(700);
  expect(balanceOf(adjusted('Failure')).authorised).toBe(1000);
  expect(balanceOf(adjusted('Success', 'Charge')).authorised).toBe(1000);
});

describe('what a cart owes', () => {
  const taxed = {
    totalPrice: cents(1000),
    taxedPrice: { totalGross: cents(1190), totalNet: cents(1000), taxPortions: [] },
  };

  test('is its gross total less what its payments hold and what a gift card will pay', () => {
    expect(grossTotal(taxed)).toEqual({ centAmount: 1190, currencyCode: 'EUR' });
    expect(grossTotal({ totalPrice: cents(1000) })).toEqual({ centAmount: 1000, currencyCode: 'EUR' });
    const part = payment('Authorization Success 90');
    expect(owed(taxed, [part, payment('Authorization Initial 1190')]).centAmount).toBe(1100);
    expect(owed(taxed, [part], { centAmount: 100, currencyCode: 'EUR' }).centAmount).toBe(1000);
    expect(owed(taxed, [], { centAmount: 100, currencyCode: 'USD' }).centAmount).toBe(1190);
  });

  test('ignores payments in another currency', () => {
    const dollars = { ...payment(AUTHORISED), amountPlanned: cents(1000, 'USD') };
    expect(owed(taxed, [dollars]).centAmount).toBe(1190);
  });
});
