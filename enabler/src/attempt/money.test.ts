import { describe, expect, it } from 'vitest';
import { toAdyenAmount, toDecimal } from './money.ts';

describe('amounts', () => {
  it.each([
    ['EUR', 10990, 2, 10990],
    ['JPY', 1500, 0, 1500],
    ['KWD', 1234, 3, 1234],
    ['CLP', 19990, 0, 1_999_000],
    ['ISK', 500, 0, 50_000],
    ['CVE', 10_000, 2, 100],
    ['IDR', 150_000_00, 2, 150_000],
  ])('of commercetools become Adyen’s (%s)', (currencyCode, centAmount, fractionDigits, value) => {
    expect(toAdyenAmount({ currencyCode, centAmount, fractionDigits })).toEqual({
      currency: currencyCode,
      value,
    });
  });

  it.each([
    [10990, 2, '109.90'],
    [1500, 0, '1500'],
    [1234, 3, '1.234'],
    [5, 2, '0.05'],
    [0, 2, '0.00'],
  ])('are written with all digits of their currency', (centAmount, fractionDigits, text) => {
    expect(toDecimal({ centAmount, fractionDigits })).toBe(text);
  });
});
