import type { Adjustment, OrderClosed } from './entry.ts';
import type { Money } from './money.ts';
import { detailOfFact, factString, moneyDetail, moneyOfDetail, nameOfFact } from './fact.ts';
import { compare } from './compare.ts';

// Notes are facts that decide no state: they are kept among an authorisation's facts, as strings with their data.

/** e.g. `adjusted 2024-01-01T00:00:00.000Z 1500 EUR QFQTPCQ8HXSKGK82` */
export const adjustedNote = ({ at, amount, pspReference }: Adjustment): string =>
  factString('adjusted', `${new Date(at).toISOString()} ${moneyDetail(amount)} ${pspReference}`);

const detailsOf = (facts: Iterable<string>, name: string): string[][] =>
  [...facts].filter((fact) => nameOfFact(fact) === name).map(detailOfFact);

/** The amount of the latest adjustment by eventDate (then by reference, so that the order of arrival never matters). */
export const latestAdjustment = (facts: Iterable<string>): Money | undefined => {
  const latest = detailsOf(facts, 'adjusted')
    .sort(([atA = '', , , referenceA = ''], [atB = '', , , referenceB = '']) =>
      compare(`${atA} ${referenceA}`, `${atB} ${referenceB}`),
    )
    .at(-1);
  return latest && moneyOfDetail(latest[1], latest[2]);
};

/**
 * What of an authorisation has expired, where it has; the most that an event told. What was remembered without an amount is
 * all of it.
 */
export const expiredAmount = (facts: Iterable<string>, authorised: Money): Money | undefined => {
  const amounts = detailsOf(facts, 'expired').map(([cents, currency]) =>
    cents === undefined ? authorised : moneyOfDetail(cents, currency),
  );
  return amounts.toSorted((a, b) => a.centAmount - b.centAmount).at(-1);
};

/** e.g. `orderClosed refund 861617275047284E 1000 EUR` */
export const orderClosedNote = ({ refund, pspReference, amount }: OrderClosed): string =>
  factString('orderClosed', `${refund ? 'refund' : 'cancel'} ${pspReference} ${moneyDetail(amount)}`);

export const orderClosedNotes = (
  facts: Iterable<string>,
): { refund: boolean; pspReference: string; amount: Money }[] =>
  detailsOf(facts, 'orderClosed').map(([kind, pspReference, centAmount, currencyCode]) => ({
    refund: kind === 'refund',
    pspReference: String(pspReference),
    amount: moneyOfDetail(centAmount, currencyCode),
  }));
