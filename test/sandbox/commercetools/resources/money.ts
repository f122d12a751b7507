import { z } from 'zod';
import { invalidField } from '../http/errors.ts';

/** Money as commercetools stores it: `centAmount` counts minor units by ISO 4217. */
export interface CentPrecisionMoney {
  readonly type: 'centPrecision';
  readonly currencyCode: string;
  readonly centAmount: number;
  readonly fractionDigits: number;
}

/** Payments and custom fields hold money in cent precision only. A negative amount is documented nowhere as refused. */
export const moneyDraft = z.object({
  type: z.literal('centPrecision').optional(),
  centAmount: z.int(),
  currencyCode: z.string(),
  fractionDigits: z.int().optional(),
  preciseAmount: z.never().optional(),
});

const WITHOUT_MINOR_UNIT = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ');
const OF_A_THOUSANDTH = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');
const OF_A_TEN_THOUSANDTH = 'CLF UYW'.split(' ');

const DIGITS = new Map<string, number>([
  ...WITHOUT_MINOR_UNIT.map((code) => [code, 0] as const),
  ...OF_A_THOUSANDTH.map((code) => [code, 3] as const),
  ...OF_A_TEN_THOUSANDTH.map((code) => [code, 4] as const),
]);

/** Digits after the decimal separator by ISO 4217. Adyen's own table differs for CLP, CVE, IDR and ISK. */
export const fractionDigits = (currencyCode: string): number => DIGITS.get(currencyCode) ?? 2;

/** @throws CtError 400 when the currency is not three capital letters, or given digits are not the currency's */
export const money = (
  draft: Pick<z.infer<typeof moneyDraft>, 'centAmount' | 'currencyCode' | 'fractionDigits'>,
): CentPrecisionMoney => {
  const { currencyCode, centAmount } = draft;
  if (!/^[A-Z]{3}$/.test(currencyCode)) throw invalidField('currencyCode', currencyCode);
  const digits = fractionDigits(currencyCode);
  if ((draft.fractionDigits ?? digits) !== digits) throw invalidField('fractionDigits', draft.fractionDigits);
  return { type: 'centPrecision', currencyCode, centAmount, fractionDigits: digits };
};

const isMoney = (value: object): value is CentPrecisionMoney =>
  'centAmount' in value && 'currencyCode' in value && !('preciseAmount' in value);

/**
 * The same value with the digits of every cent amount inside it by ISO 4217: commercetools-mock writes Adyen's digits,
 * or none at all.
 */
export const withIsoDigits = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => withIsoDigits(item)) as T;
  if (isMoney(value)) return { ...value, fractionDigits: fractionDigits(value.currencyCode) };
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withIsoDigits(item)])) as T;
};
