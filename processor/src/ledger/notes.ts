import { compare } from './compare.ts';
import type { Adjustment, OrderClosed } from './entry.ts';
import { amountOf, type AdjustedFact, type FactNamed, type OrderClosedFact } from './fact.ts';
import type { Money } from './money.ts';

// What an authorisation is known to have become beside its state: adjusted, expired, a part of a closed order.

export const adjustedFact = ({ at, amount, pspReference }: Adjustment): AdjustedFact => ({
  name: 'adjusted',
  at: new Date(at).toISOString(),
  amount,
  pspReference,
});

/** The amount of the latest adjustment by eventDate (then by reference, so that the order of arrival never matters). */
export const latestAdjustment = (adjustments: readonly AdjustedFact[]): Money | undefined =>
  adjustments.toSorted((a, b) => compare(`${a.at} ${a.pspReference}`, `${b.at} ${b.pspReference}`)).at(-1)
    ?.amount;

/** What of an authorisation has expired, where it has: the largest amount that an event named, or all of it where none did. */
export const expiredAmount = (
  expirations: readonly FactNamed<'expired'>[],
  authorised: Money,
): Money | undefined =>
  expirations
    .map((expired) => amountOf(expired, authorised))
    .toSorted((a, b) => a.centAmount - b.centAmount)
    .at(-1);

export const orderClosedFact = ({ refund, pspReference, amount }: OrderClosed): OrderClosedFact => ({
  name: 'orderClosed',
  refund,
  pspReference,
  amount,
});
