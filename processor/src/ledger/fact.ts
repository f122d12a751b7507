import type { Money } from './money.ts';

/**
 * A fact as it is remembered: its name, and where that alone would not do what it was about, e.g. `authorised`,
 * `expired 600 EUR`, `reversed QFQTPCQ8HXSKGK82 400 EUR`.
 */
export const factString = (name: string, detail?: string): string =>
  detail === undefined ? name : `${name} ${detail}`;

/** The name of a remembered fact, which is what the rules know it by. */
export const nameOfFact = (fact: string): string => fact.split(' ', 1)[0] ?? fact;

/** What a remembered fact says beside its name, word by word. */
export const detailOfFact = (fact: string): string[] => fact.split(' ').slice(1);

/** The amount as part of a remembered fact, e.g. `600 EUR`. */
export const moneyDetail = ({ centAmount, currencyCode }: Money): string => `${centAmount} ${currencyCode}`;

export const moneyOfDetail = (centAmount: string | undefined, currencyCode: string | undefined): Money => ({
  centAmount: Number(centAmount),
  currencyCode: String(currencyCode),
});
