import { fractionDigits } from '../resources/money.ts';

/** Units of the currency for one euro, roughly: the sandbox's prices only have to look right. */
const RATES: Readonly<Record<string, number>> = {
  EUR: 1,
  USD: 1.1,
  GBP: 0.85,
  JPY: 160,
  KWD: 0.33,
  CLP: 1000,
  CHF: 0.95,
  SEK: 11,
  NOK: 11.5,
  DKK: 7.5,
  PLN: 4.3,
  ISK: 150,
  CAD: 1.5,
  BRL: 6,
  AUD: 1.65,
  NZD: 1.8,
  MYR: 4.8,
  IDR: 17_500,
  KRW: 1500,
  CNY: 7.8,
  BHD: 0.41,
  CVE: 110,
};

export const CURRENCIES: readonly string[] = Object.keys(RATES);

/**
 * A price in minor units by ISO 4217 that a shop would show: 12.90 EUR, 14.20 USD, 2,060 JPY, 4.250 KWD.
 *
 * @param euros the price in euros
 */
export function priceIn(currencyCode: string, euros: number): { currencyCode: string; centAmount: number } {
  const units = euros * (RATES[currencyCode] ?? 1);
  const step = units >= 1000 ? 10 : units >= 100 ? 1 : units >= 10 ? 0.1 : 0.05;
  const rounded = Math.max(1, Math.round(units / step)) * step;
  return { currencyCode, centAmount: Math.round(rounded * 10 ** fractionDigits(currencyCode)) };
}
