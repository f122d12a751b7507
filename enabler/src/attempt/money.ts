import type { AdyenAmount, Money } from '../processor-client.ts';
import type { CentAmount } from '../types.ts';

/**
 * Currencies whose minor unit at Adyen differs from ISO 4217, with Adyen's number of digits.
 * Source: https://docs.adyen.com/development-resources/currency-codes
 */
const adyenDigits: Record<string, number> = { CLP: 2, CVE: 0, IDR: 0, ISK: 2 };
/** ISO 4217's number of digits for the same currencies. */
const isoDigits: Record<string, number> = { CLP: 0, CVE: 2, IDR: 2, ISK: 0 };

/** An amount of commercetools in Adyen's minor units. */
export function toAdyenAmount({ centAmount, currencyCode, fractionDigits }: CentAmount): AdyenAmount {
  const shift = (adyenDigits[currencyCode] ?? fractionDigits) - fractionDigits;
  return { currency: currencyCode, value: Math.round(centAmount * 10 ** shift) };
}

/** An amount of commercetools' with the number of its currency's digits. */
export function withDigits({ centAmount, currencyCode }: Money): CentAmount {
  const fractionDigits = isoDigits[currencyCode] ?? usualDigits(currencyCode);
  return { centAmount, currencyCode, fractionDigits };
}

/** An amount as the shopper reads it. */
export function formatted({ currencyCode, ...amount }: CentAmount, locale: string): string {
  const style = { style: 'currency', currency: currencyCode } as const;
  return new Intl.NumberFormat(locale.replace('_', '-'), style).format(Number(toDecimal(amount)));
}

/** An amount of Adyen's as commercetools writes it. */
export function fromAdyenAmount({ value, currency }: AdyenAmount): CentAmount {
  const fractionDigits = isoDigits[currency] ?? usualDigits(currency);
  const shift = fractionDigits - (adyenDigits[currency] ?? fractionDigits);
  return { centAmount: Math.round(value * 10 ** shift), currencyCode: currency, fractionDigits };
}

/** An amount as a decimal number in text, with all of the currency's digits: `109.90`, `1500`, `1.234`. */
export function toDecimal({ centAmount, fractionDigits }: Omit<CentAmount, 'currencyCode'>): string {
  return (centAmount / 10 ** fractionDigits).toFixed(fractionDigits);
}

/** The browser's knowledge of a currency is right wherever Adyen and ISO 4217 agree. */
function usualDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}
