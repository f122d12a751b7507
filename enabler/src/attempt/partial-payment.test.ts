import { describe, expect, it } from 'vitest';
import { partialPaymentOf, remainingAfter } from './partial-payment.ts';

const order = (paid: number, whole: number, currency = 'EUR') => ({
  orderData: 'o',
  pspReference: 'P',
  amount: { currency, value: whole },
  remainingAmount: { currency, value: whole - paid },
});
const answer = (paid: number, whole: number, currency?: string) => ({
  paymentReference: 'p1',
  resultCode: 'Authorised',
  order: order(paid, whole, currency),
});

describe('a part of an order', () => {
  it('says what the order’s parts pay, and what is left', () => {
    expect(partialPaymentOf(answer(2500, 4200))).toEqual({
      paymentReference: 'p1',
      paidAmount: { centAmount: 2500, currencyCode: 'EUR', fractionDigits: 2 },
      remainingAmount: { centAmount: 1700, currencyCode: 'EUR', fractionDigits: 2 },
    });
  });

  it.each([
    ['CLP', 250_000, 2500, 0],
    ['ISK', 250_000, 2500, 0],
    ['CVE', 2500, 250_000, 2],
    ['IDR', 2500, 250_000, 2],
    ['JPY', 2500, 2500, 0],
    ['BHD', 2500, 2500, 3],
  ])('has amounts in %s as commercetools writes them', (currency, value, centAmount, fractionDigits) => {
    expect(partialPaymentOf(answer(value, value * 2, currency))?.paidAmount).toEqual({
      centAmount,
      currencyCode: currency,
      fractionDigits,
    });
  });

  it.each([
    ['the last part', answer(4200, 4200)],
    ['a payment without an order', { paymentReference: 'p1', resultCode: 'Authorised' }],
    ['a refused part', { ...answer(0, 4200), resultCode: 'Refused' }],
    ['a part that the shopper has to confirm first', { ...answer(2500, 4200), action: { type: 'threeDS2' } }],
    ['a cancelled part', { ...answer(2500, 4200), resultCode: 'Cancelled' }],
  ])('is not %s', (_what, given) => {
    expect(partialPaymentOf(given)).toBeUndefined();
  });
});

describe('what a payment leaves to pay', () => {
  const remainingAmount = { centAmount: 4000, currencyCode: 'JPY' };

  it('has its currency’s digits', () => {
    expect(remainingAfter({ resultCode: 'Authorised', remainingAmount })).toEqual({
      centAmount: 4000,
      currencyCode: 'JPY',
      fractionDigits: 0,
    });
  });

  it.each([
    ['nothing is left', { resultCode: 'Authorised' }],
    ['zero is left', { resultCode: 'Authorised', remainingAmount: { ...remainingAmount, centAmount: 0 } }],
    ['the payment is refused', { resultCode: 'Refused', remainingAmount }],
    ['the shopper has something to do', { resultCode: '', remainingAmount, action: { type: 'threeDS2' } }],
  ])('is none when %s', (_when, given) => {
    expect(remainingAfter(given)).toBeUndefined();
  });
});
