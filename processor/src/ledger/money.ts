/** An amount in minor units by ISO 4217, as commercetools holds it. */
export interface Money {
  readonly centAmount: number;
  readonly currencyCode: string;
}

/** An amount in minor units by Adyen's own table. */
export interface AdyenAmount {
  readonly value: number;
  readonly currency: string;
}

/**
 * Where Adyen counts minor units differently from ISO 4217: the power of ten that leads from ISO to Adyen.
 * Source: https://docs.adyen.com/development-resources/currency-codes
 */
const ADYEN_SHIFT: Readonly<Record<string, number>> = { CLP: 2, ISK: 2, CVE: -2, IDR: -2 };

/** Currencies whose minor unit by ISO 4217 is not a hundredth. */
const ISO_DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** An amount that one of the two sides cannot express; the message names currency and amount. */
export class UnrepresentableAmount extends RangeError {
  override readonly name = 'UnrepresentableAmount';
}

/** The number of decimal digits of a currency by ISO 4217, e.g. 2 for EUR, 0 for CLP, 3 for KWD. */
export const isoDigits = (currencyCode: string): number => ISO_DIGITS[currencyCode] ?? 2;

/**
 * commercetools to Adyen, e.g. 1050 CLP (ISO: 0 digits) to 105000 (Adyen: 2 digits).
 * @throws UnrepresentableAmount when the amount is not an integer or would need a fraction of Adyen's minor unit.
 */
export const toAdyenAmount = ({ centAmount, currencyCode }: Money): AdyenAmount => ({
  value: shift(centAmount, ADYEN_SHIFT[currencyCode] ?? 0, currencyCode),
  currency: currencyCode,
});

/**
 * Adyen to commercetools, e.g. 105000 CLP to 1050.
 * @throws UnrepresentableAmount when the amount is not an integer or would need a fraction of ISO's minor unit.
 */
export const fromAdyenAmount = ({ value, currency }: AdyenAmount): Money => ({
  centAmount: shift(value, -(ADYEN_SHIFT[currency] ?? 0), currency),
  currencyCode: currency,
});

/** For messages to people, e.g. `10.00 EUR`. */
export const formatMoney = ({ centAmount, currencyCode }: Money): string => {
  const digits = isoDigits(currencyCode);
  const sign = centAmount < 0 ? '-' : '';
  const units = String(Math.abs(centAmount)).padStart(digits + 1, '0');
  const major = units.slice(0, units.length - digits);
  return `${sign}${major}${digits > 0 ? `.${units.slice(-digits)}` : ''} ${currencyCode}`;
};

/** The smaller of two amounts; the first where the second is missing, nothing, or in another currency. */
export const smaller = (amount: Money, other: Money | undefined): Money =>
  other?.currencyCode === amount.currencyCode && other.centAmount > 0 && other.centAmount < amount.centAmount
    ? other
    : amount;

const shift = (amount: number, powerOfTen: number, currency: string): number => {
  const shifted = powerOfTen < 0 ? amount / 10 ** -powerOfTen : amount * 10 ** powerOfTen;
  if (!Number.isSafeInteger(amount) || !Number.isSafeInteger(shifted)) {
    throw new UnrepresentableAmount(
      `${amount} minor units of ${currency} cannot be expressed without a fraction.`,
    );
  }
  return shifted;
};
