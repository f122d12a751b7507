/** How many digits a currency has behind the point, by ISO 4217 (JPY 0, EUR 2, KWD 3). */
export const digitsOf = (currency) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;

/** Minor units for people: `format(1099, 'EUR')` is `€10.99`, `format(1099, 'JPY')` is `¥1,099`. */
export const format = (minorUnits, currency) =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
    minorUnits / 10 ** digitsOf(currency),
  );

/** Minor units as a plain number that can be edited: `10.99`. */
export const toInput = (minorUnits, currency) =>
  (minorUnits / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));

/** The minor units of what somebody typed, or `undefined` when it is no amount of that currency. */
export function parse(text, currency) {
  const digits = digitsOf(currency);
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim());
  if (match === null || (match[2] ?? '').length > digits) return undefined;
  return Number(match[1] + (match[2] ?? '').padEnd(digits, '0'));
}
