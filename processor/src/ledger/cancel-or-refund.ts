import { isCaptured, isReversal, REVERSED, type ReversalType } from './reversal.ts';
import { addView, forget, learn, type TransactionView } from './transaction-view.ts';

/**
 * Writes down the reversals of which Adyen does not say what they were: a refund of what is captured, else a cancellation.
 * Which it is may turn out later, and is then corrected.
 * Source: https://docs.adyen.com/online-payments/reversal
 */
export const reverseAsCaptured = (views: TransactionView[], authorisation: TransactionView): void => {
  for (const { pspReference, amount, succeeded } of authorisation.facts.named('cancelOrRefund')) {
    const type: ReversalType = isCaptured(views) ? 'Refund' : 'CancelAuthorization';
    const known = views.filter((view) => isReversal(view) && view.interactionId === pspReference);
    for (const view of known) if (view.type !== type) learn(view, { name: 'superseded' });
    const right =
      known.find((view) => view.type === type) ??
      addView(views, { type, amount, interactionId: pspReference });
    learn(right, { name: succeeded ? REVERSED[type] : 'failed' });
    forget(right, { name: 'superseded' });
  }
};
