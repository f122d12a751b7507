import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatMoney,
  fromAdyenAmount,
  fromMajorUnits,
  isoDigits,
  toAdyenAmount,
  UnrepresentableAmount,
} from './money.ts';

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
    [() => fromMajorUnits('10.005', 'EUR'), /EUR/],
    [() => fromMajorUnits('ten', 'EUR'), /EUR/],
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

  test('major units are read and written by the digits of ISO 4217', () => {
    expect(fromMajorUnits('10.00', 'EUR')).toEqual({ centAmount: 1000, currencyCode: 'EUR' });
    expect(fromMajorUnits('10', 'JPY')).toEqual({ centAmount: 10, currencyCode: 'JPY' });
    expect(fromMajorUnits('1.5', 'KWD')).toEqual({ centAmount: 1500, currencyCode: 'KWD' });
    expect(fromMajorUnits('-1.50', 'EUR')).toEqual({ centAmount: -150, currencyCode: 'EUR' });
    expect(['EUR', 'CLP', 'KWD', 'CLF'].map(isoDigits)).toEqual([2, 0, 3, 4]);
    expect(formatMoney({ centAmount: 5, currencyCode: 'EUR' })).toBe('0.05 EUR');
    expect(formatMoney({ centAmount: -1500, currencyCode: 'KWD' })).toBe('-1.500 KWD');
    expect(formatMoney({ centAmount: 1500, currencyCode: 'JPY' })).toBe('1500 JPY');
  });
});
