import type { Adjustment, OrderClosed } from './entry.ts';
import type { Money } from './money.ts';
import { compare } from './order.ts';

// Notes are facts that decide no state: they are kept among an authorisation's facts, as strings with their data.

/** e.g. `adjusted 2024-01-01T00:00:00.000Z 1500 EUR QFQTPCQ8HXSKGK82` */
export const adjustedNote = ({ at, amount, pspReference }: Adjustment): string =>
  `adjusted ${new Date(at).toISOString()} ${amount.centAmount} ${amount.currencyCode} ${pspReference}`;

/** The amount of the latest adjustment by eventDate (then by reference, so that the order of arrival never matters). */
export const latestAdjustment = (facts: Iterable<string>): Money | undefined => {
  const latest = [...facts]
    .filter((fact) => fact.startsWith('adjusted '))
    .map((fact) => fact.split(' '))
    .sort(([, atA = '', , , referenceA = ''], [, atB = '', , , referenceB = '']) =>
      compare(`${atA} ${referenceA}`, `${atB} ${referenceB}`),
    )
    .at(-1);
  return latest && { centAmount: Number(latest[2]), currencyCode: String(latest[3]) };
};

/** e.g. `orderClosed refund 861617275047284E 1000 EUR` */
export const orderClosedNote = ({ refund, pspReference, amount }: OrderClosed): string =>
  `orderClosed ${refund ? 'refund' : 'cancel'} ${pspReference} ${amount.centAmount} ${amount.currencyCode}`;

export const orderClosedNotes = (
  facts: Iterable<string>,
): { refund: boolean; pspReference: string; amount: Money }[] =>
  [...facts]
    .filter((fact) => fact.startsWith('orderClosed '))
    .map((fact) => fact.split(' '))
    .map(([, kind, pspReference, centAmount, currencyCode]) => ({
      refund: kind === 'refund',
      pspReference: String(pspReference),
      amount: { centAmount: Number(centAmount), currencyCode: String(currencyCode) },
    }));
