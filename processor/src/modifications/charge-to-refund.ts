import type { Payment } from '@commercetools/platform-sdk';
import type { PspReference, TransactionId } from '../identifiers.ts';
import { isScheduled } from '../ledger/scheduled-charge.ts';
import { viewsOf, type TransactionView } from '../ledger/transaction-view.ts';

interface Remainder {
  readonly charge: TransactionView;
  /** Whether it is a capture of its own at Adyen, not the authorisation of a method that is captured at authorisation. */
  readonly isCapture: boolean;
  remaining: number;
}

/**
 * The charge that a new refund is taken from: the one that its caller names, else the latest that still has enough left once
 * the refunds before it were taken, else the one with most left.
 * @param centAmount of the refund
 * @returns the charge's transaction id
 */
export const chargeToRefund = (
  payment: Payment,
  centAmount: number,
  named: TransactionId | undefined,
): TransactionId | undefined => {
  const views = viewsOf(payment);
  return named ?? pick(remainders(views, refundsOf(views)), centAmount)?.charge.id;
};

/**
 * What a charge has left, in minor units, as far as refunds say that they were taken from it: those that do not say it may
 * have been taken from another. `undefined` where there is no such charge, or it failed.
 */
export const remainingOfCharge = (payment: Payment, chargeId: TransactionId): number | undefined => {
  const views = viewsOf(payment);
  const ofCharge = refundsOf(views).filter(({ fields }) => fields.charge === chargeId);
  return remainders(views, ofCharge).find(({ charge }) => charge.id === chargeId)?.remaining;
};

/**
 * Adyen's reference of the capture that a refund is taken from: of the charge that it remembers, else chosen as for a new one.
 * @param refund the intent, which stands among the Payment's transactions
 * @param named the charge that the caller named, for a refund that cannot remember it
 * @returns `undefined` where there is no capture of its own at Adyen, or its reference is not known yet
 */
export const captureToRefund = (
  payment: Payment,
  refund: TransactionView,
  named: TransactionId | undefined,
): PspReference | undefined => {
  const views = viewsOf(payment);
  const position = views.findIndex(({ id }) => id === refund.id);
  const left = remainders(views, refundsOf(views.slice(0, position)));
  const chargeId = refund.fields.charge ?? named;
  const chosen = left.find(({ charge }) => charge.id === chargeId) ?? pick(left, refund.amount.centAmount);
  return chosen?.isCapture ? chosen.charge.interactionId : undefined;
};

/** Refunds that failed took nothing. */
const refundsOf = (views: readonly TransactionView[]): TransactionView[] =>
  views.filter(({ type, state }) => type === 'Refund' && state !== 'Failure');

/** What is left of each charge after those refunds. A refund that does not say which charge it took is taken as a new one is. */
const remainders = (views: readonly TransactionView[], refunds: readonly TransactionView[]): Remainder[] => {
  const authorisations = views.filter(({ type }) => type === 'Authorization');
  const charges = views
    .filter((view) => view.type === 'Charge' && view.state !== 'Failure' && !isScheduled(view))
    .map((charge): Remainder => {
      const { interactionId } = charge;
      const isAdyens = authorisations.some((authorisation) => authorisation.interactionId === interactionId);
      return {
        charge,
        isCapture: interactionId !== undefined && !isAdyens,
        remaining: charge.amount.centAmount,
      };
    });
  const ofRefund = ({ fields }: TransactionView): Remainder | undefined =>
    charges.find(({ charge }) => charge.id === fields.charge);
  // Those that say it first: what they took is not there for the others.
  const inOrder = [...refunds.filter(ofRefund), ...refunds.filter((refund) => !ofRefund(refund))];
  for (const refund of inOrder) {
    const taken = ofRefund(refund) ?? pick(charges, refund.amount.centAmount);
    if (taken) taken.remaining -= refund.amount.centAmount;
  }
  return charges;
};

const pick = (charges: readonly Remainder[], centAmount: number): Remainder | undefined => {
  const captures = charges.filter(({ isCapture }) => isCapture);
  const candidates = captures.length > 0 ? captures : charges;
  return (
    candidates.findLast(({ remaining }) => remaining >= centAmount) ??
    candidates.toSorted((a, b) => a.remaining - b.remaining).at(-1)
  );
};
