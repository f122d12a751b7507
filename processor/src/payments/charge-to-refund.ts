import type { Payment } from '@commercetools/platform-sdk';
import { viewsOf, type TransactionView } from '../ledger/transaction-view.ts';

interface Refundable {
  readonly charge: TransactionView;
  remaining: number;
}

/**
 * The capture that a refund is taken from: the one that its caller named, else the latest that still has enough left once
 * the refunds before it were taken in the same way, else the one with most left. Refunds that failed took nothing.
 * @param refund the intent, which stands among the Payment's transactions
 * @returns `undefined` where there is no capture of its own at Adyen: a method that Adyen captures by itself
 */
export const chargeToRefund = (
  payment: Payment,
  refund: TransactionView,
  named: string | undefined,
): TransactionView | undefined => {
  const views = viewsOf(payment);
  const authorisations = views.filter(({ type }) => type === 'Authorization');
  const own = views
    .filter(({ type, state, interactionId }) => {
      const isCapture = type === 'Charge' && state !== 'Failure' && interactionId !== undefined;
      return (
        isCapture && !authorisations.some((authorisation) => authorisation.interactionId === interactionId)
      );
    })
    .map((charge): Refundable => ({ charge, remaining: charge.amount.centAmount }));
  for (const earlier of views.filter(({ type, state }) => type === 'Refund' && state !== 'Failure')) {
    if (earlier.id === refund.id) break;
    const taken = pick(own, earlier.amount.centAmount);
    if (taken) taken.remaining -= earlier.amount.centAmount;
  }
  const chosen = own.find(({ charge }) => charge.id === named) ?? pick(own, refund.amount.centAmount);
  return chosen?.charge;
};

const pick = (charges: readonly Refundable[], centAmount: number): Refundable | undefined =>
  charges.findLast(({ remaining }) => remaining >= centAmount) ??
  charges.toSorted((a, b) => a.remaining - b.remaining).at(-1);
