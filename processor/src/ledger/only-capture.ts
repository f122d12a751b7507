import { latestAdjustment } from './notes.ts';
import { standing } from './authorised-amount.ts';
import { ENDS_REST } from './fact.ts';
import { addView, forget, learn, sameMoney, type TransactionView } from './transaction-view.ts';

// Without several partial captures, Adyen cancels what a capture leaves of the authorisation, and does not say so. The capture
// may fail afterwards, and adjustments may become known later: so the cancellation is a default that is corrected.
// Source: https://docs.adyen.com/online-payments/capture (multiple partial captures)

/** Cancels what the only capture that was possible has left of the authorisation. */
export const endRest = (views: TransactionView[], authorisation: TransactionView): void => {
  const authorised = latestAdjustment(authorisation.facts.named('adjusted')) ?? authorisation.amount;
  for (const { amount, state, interactionId } of standing(views, 'Charge').filter(endsRest)) {
    const centAmount = state === 'Success' ? authorised.centAmount - amount.centAmount : 0;
    const rest = { ...authorised, centAmount };
    const known = views.filter(
      (view) => view.type === 'CancelAuthorization' && view.interactionId === interactionId,
    );
    const right = known.find((view) => sameMoney(view.amount, rest));
    for (const view of known) if (view !== right) learn(view, { name: 'superseded' });
    if (centAmount <= 0) continue;
    const cancellation =
      right ?? addView(views, { type: 'CancelAuthorization', amount: rest, interactionId });
    learn(cancellation, { name: 'cancelled' });
    forget(cancellation, { name: 'superseded' });
  }
};

const endsRest = ({ facts, interactionId }: TransactionView): boolean =>
  interactionId !== undefined && facts.has(ENDS_REST);
