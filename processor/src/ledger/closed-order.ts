import type { PspReference } from '../identifiers.ts';
import type { Money } from './money.ts';
import { latestAdjustment } from './notes.ts';
import { isCaptured, isReversal, REVERSED, REVERSED_WITH_ORDER, type ReversalType } from './reversal.ts';
import { statedCapture } from './scheduled-charge.ts';
import { addView, forget, learn, sameMoney, type TransactionView } from './transaction-view.ts';

// When a gift card order ends unpaid, Adyen reverses what its approved payments still hold, and says so by ORDER_CLOSED alone.
// Somebody may have refunded or cancelled a part of it before, which may become known later: so the reversal by the order is
// a default that covers the rest, and is corrected whenever another reversal becomes known.

/** Writes down what the closed orders, of which the authorisation knows, have reversed of it. */
export const reverseByClosedOrders = (views: TransactionView[], authorisation: TransactionView): void => {
  const authorised = latestAdjustment(authorisation.facts.named('adjusted')) ?? authorisation.amount;
  const isStated = statedCapture(views) !== undefined;
  for (const { refund, pspReference } of authorisation.facts.named('orderClosed')) {
    confirmReversals(views, pspReference);
    const type: ReversalType = (refund && !isStated) || isCaptured(views) ? 'Refund' : 'CancelAuthorization';
    const centAmount = heldWithout(views, authorised, pspReference);
    const rest = { ...authorised, centAmount };
    const ofOrder = views.filter((view) => isReversal(view) && view.interactionId === pspReference);
    const right = ofOrder.find((view) => view.type === type && sameMoney(view.amount, rest));
    for (const view of ofOrder) if (view !== right) learn(view, { name: 'superseded' });
    if (right) forget(right, { name: 'superseded' });
    if (centAmount > 0 && right?.state !== 'Success') {
      const added = addView(views, { type, amount: rest, interactionId: pspReference, isOfOrder: true });
      learn(added, { name: REVERSED[type] });
    }
  }
};

/** What Adyen has accepted before has happened: should it be refused after all, the order's own reversal takes its place. */
const confirmReversals = (views: readonly TransactionView[], orderReference: PspReference): void => {
  for (const view of views) {
    if (!isReversal(view) || view.state !== 'Pending' || view.interactionId === orderReference) continue;
    learn(view, { name: REVERSED_WITH_ORDER[view.type as ReversalType] });
  }
};

/** What the payment would hold if the order had reversed nothing. A cancellation takes nothing of what is captured. */
const heldWithout = (
  views: readonly TransactionView[],
  authorised: Money,
  orderReference: PspReference,
): number => {
  const sum = (type: TransactionView['type']): number =>
    views
      .filter(
        (view) => view.type === type && view.state === 'Success' && view.interactionId !== orderReference,
      )
      .reduce((total, { amount }) => total + amount.centAmount, 0);
  const open = sum('CancelAuthorization') > 0 ? 0 : authorised.centAmount;
  const held = Math.max(open, sum('Charge')) - sum('Refund');
  return Math.max(0, held);
};
