import { describe, expect, test } from 'vitest';
import { fc } from '../test-support/properties.ts';
import {
  formatMoney,
  fromAdyenAmount,
  isoDigits,
  smaller,
  toAdyenAmount,
  UnrepresentableAmount,
} from './money.ts';

test('the smaller of two amounts of one currency', () => {
  const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });
  expect(smaller(eur(1000), eur(600))).toEqual(eur(600));
  expect(smaller(eur(600), eur(1000))).toEqual(eur(600));
  for (const other of [undefined, eur(0), { centAmount: 600, currencyCode: 'USD' }]) {
    expect(smaller(eur(1000), other)).toEqual(eur(1000));
  }
});

describe('minor units', () => {
  test.each([
    ['EUR', 1050, 1050],
    ['JPY', 1050, 1050],
    ['KWD', 1050, 1050],
    ['CLP', 1050, 105000],
    ['ISK', 1050, 105000],
    ['CVE', 105000, 1050],
    ['IDR', 105000, 1050],
  ])('%s: %i at commercetools is %i at Adyen', (currencyCode, centAmount, value) => {
    expect(toAdyenAmount({ centAmount, currencyCode })).toEqual({ value, currency: currencyCode });
    expect(fromAdyenAmount({ value, currency: currencyCode })).toEqual({ centAmount, currencyCode });
  });

  test.each([
    [() => toAdyenAmount({ centAmount: 1050, currencyCode: 'IDR' }), /IDR/],
    [() => toAdyenAmount({ centAmount: 10.5, currencyCode: 'EUR' }), /EUR/],
    [() => toAdyenAmount({ centAmount: Number.MAX_SAFE_INTEGER, currencyCode: 'CLP' }), /CLP/],
    [() => fromAdyenAmount({ value: 1050, currency: 'CLP' }), /CLP/],
  ])('a fraction is an error that names the currency', (convert, currency) => {
    expect(convert).toThrow(UnrepresentableAmount);
    expect(convert).toThrow(currency);
  });

  test('there and back is where it was, for every currency', () => {
    const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'CLP', 'ISK', 'CVE', 'IDR');
    fc.assert(
      fc.property(currency, fc.integer({ min: 0, max: 1e9 }), (currencyCode, amount) => {
        const centAmount = amount * 100;
        expect(fromAdyenAmount(toAdyenAmount({ centAmount, currencyCode }))).toEqual({
          centAmount,
          currencyCode,
        });
      }),
    );
  });

  test('major units are written by the digits of ISO 4217', () => {
    expect(['EUR', 'CLP', 'KWD', 'CLF'].map(isoDigits)).toEqual([2, 0, 3, 4]);
    expect(formatMoney({ centAmount: 5, currencyCode: 'EUR' })).toBe('0.05 EUR');
    expect(formatMoney({ centAmount: -1500, currencyCode: 'KWD' })).toBe('-1.500 KWD');
    expect(formatMoney({ centAmount: 1500, currencyCode: 'JPY' })).toBe('1500 JPY');
  });
});
