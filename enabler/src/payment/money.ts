import type { AdyenAmount } from '../processor-client.ts';

/**
 * Currencies whose minor unit at Adyen differs from ISO 4217, with Adyen's number of digits.
 * Source: https://docs.adyen.com/development-resources/currency-codes
 */
const adyenDigits: Record<string, number> = { CLP: 2, CVE: 0, IDR: 0, ISK: 2 };

interface CentAmount {
  centAmount: number;
  currencyCode: string;
  fractionDigits: number;
}

/** An amount of commercetools in Adyen's minor units. */
export function toAdyenAmount({ centAmount, currencyCode, fractionDigits }: CentAmount): AdyenAmount {
  const shift = (adyenDigits[currencyCode] ?? fractionDigits) - fractionDigits;
  return { currency: currencyCode, value: Math.round(centAmount * 10 ** shift) };
}

/** An amount as a decimal number in text, with all of the currency's digits: `109.90`, `1500`, `1.234`. */
export function toDecimal({ centAmount, fractionDigits }: Omit<CentAmount, 'currencyCode'>): string {
  return (centAmount / 10 ** fractionDigits).toFixed(fractionDigits);
}
