import type { PspReference } from '../identifiers.ts';
import { standing } from './authorised-amount.ts';
import { ENDS_REST } from './fact.ts';
import type { Money } from './money.ts';
import { expiredAmount, latestAdjustment } from './notes.ts';
import { addView, forget, learn, sameMoney, type TransactionView } from './transaction-view.ts';

// What was not captured of an authorisation ends without a cancellation of its own: it expires, or Adyen gives it up with the
// only capture that the account allows. Captures may fail afterwards, and captures and adjustments may become known later: so
// the cancellation of the rest is a default that is corrected.
// Source: https://docs.adyen.com/online-payments/capture (multiple partial captures); EXPIRE names the original amount

/** Cancels what has ended of the authorisation. */
export const endRest = (views: TransactionView[], authorisation: TransactionView): void => {
  const { amount, facts, interactionId } = authorisation;
  const authorised = latestAdjustment(facts.named('adjusted')) ?? amount;
  const expired = expiredAmount(facts.named('expired'), amount);
  if (expired) {
    const centAmount = Math.min(expired.centAmount, authorised.centAmount - capturedOf(views));
    cancelRest(views, interactionId, { ...authorised, centAmount });
  }
  for (const { amount: captured, state, interactionId: own } of standing(views, 'Charge').filter(endsRest)) {
    const centAmount = state === 'Success' ? authorised.centAmount - captured.centAmount : 0;
    cancelRest(views, own, { ...authorised, centAmount });
  }
};

const endsRest = ({ facts, interactionId }: TransactionView): boolean =>
  interactionId !== undefined && facts.has(ENDS_REST);

const capturedOf = (views: readonly TransactionView[]): number =>
  views
    .filter(({ type, state }) => type === 'Charge' && state === 'Success')
    .reduce((sum, { amount }) => sum + amount.centAmount, 0);

/** Makes the cancellation under a reference one of this amount; none where nothing is left. */
const cancelRest = (views: TransactionView[], interactionId: PspReference | undefined, rest: Money): void => {
  const known = views.filter(
    (view) => view.type === 'CancelAuthorization' && view.interactionId === interactionId,
  );
  const right = known.find((view) => sameMoney(view.amount, rest));
  for (const view of known) if (view !== right) learn(view, { name: 'superseded' });
  if (rest.centAmount <= 0) return;
  const cancellation = right ?? addView(views, { type: 'CancelAuthorization', amount: rest, interactionId });
  learn(cancellation, { name: 'cancelled' });
  forget(cancellation, { name: 'superseded' });
};
