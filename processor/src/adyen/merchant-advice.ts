import { compact } from './wire.ts';

interface Advice {
  readonly meaning: string;
  /** The scheme forbids another try, and charges a fee for one. */
  readonly isFinal?: true;
  /** Not before so many hours have passed. */
  readonly afterHours?: number;
}

/**
 * Mastercard's Merchant Advice Codes, as Adyen passes them on.
 * Source: https://docs.adyen.com/development-resources/raw-acquirer-responses#mastercard-merchant-advice-codes
 */
const ADVICE: Readonly<Record<string, Advice>> = {
  '01': { meaning: 'new account information is available' },
  '02': { meaning: 'the payment cannot be approved at this time' },
  '03': { meaning: 'do not try again', isFinal: true },
  '04': { meaning: 'the token does not meet the requirements' },
  '21': { meaning: 'the shopper has cancelled the recurring payment', isFinal: true },
  '24': { meaning: 'try again after 1 hour', afterHours: 1 },
  '25': { meaning: 'try again after 24 hours', afterHours: 24 },
  '26': { meaning: 'try again after 2 days', afterHours: 48 },
  '27': { meaning: 'try again after 4 days', afterHours: 96 },
  '28': { meaning: 'try again after 6 days', afterHours: 144 },
  '29': { meaning: 'try again after 8 days', afterHours: 192 },
  '30': { meaning: 'try again after 10 days', afterHours: 240 },
};

/** The code of `merchantAdviceCode`, which may have words behind it: `02 : Try again later`. */
export const adviceCodeOf = (text: string | undefined): string | undefined =>
  /^\s*(\d{2})(?!\d)/.exec(text ?? '')?.[1];

/** Whether a refused charge may be tried again, for whoever asked for it. */
export interface RetryAdvice {
  /** `false` where the card scheme forbids another try. */
  readonly retryAllowed: boolean;
  readonly merchantAdviceCode?: string;
  readonly retryAfterHours?: number;
  /** In words. */
  readonly meaning?: string;
}

export const retryAdviceOf = (code: string | undefined): RetryAdvice => {
  const advice = code === undefined ? undefined : ADVICE[code];
  return compact({
    retryAllowed: advice?.isFinal !== true,
    merchantAdviceCode: code,
    retryAfterHours: advice?.afterHours,
    meaning: advice?.meaning,
  });
};
