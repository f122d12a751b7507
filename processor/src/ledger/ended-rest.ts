import type { PspReference } from '../identifiers.ts';
import { standing } from './authorised-amount.ts';
import { ENDS_REST } from './fact.ts';
import type { Money } from './money.ts';
import { expiredAmount, latestAdjustment } from './notes.ts';
import { addView, forget, learn, sameMoney, type TransactionView } from './transaction-view.ts';

// What was not captured of an authorisation ends without a cancellation of its own: it expires, or Adyen gives it up with the
// only capture that the account allows. Captures may fail afterwards, and captures may become known later: so the cancellation
// of the rest is a default that is corrected.
// Source: https://docs.adyen.com/online-payments/capture (multiple partial captures); EXPIRE names the original amount

/** What is captured, in minor units. */
export const capturedOf = (views: readonly TransactionView[]): number =>
  views
    .filter(({ type, state }) => type === 'Charge' && state === 'Success')
    .reduce((sum, { amount }) => sum + amount.centAmount, 0);

/**
 * Cancels what has ended of the authorisation.
 * @param isCapturedAnew whether another amount is captured than was known before. Only then is what expired another amount than
 *   was recorded: earlier versions recorded what the event named
 */
export const endRest = (
  views: TransactionView[],
  authorisation: TransactionView,
  isCapturedAnew: boolean,
): void => {
  const { amount, facts, interactionId } = authorisation;
  const expired = expiredAmount(facts.named('expired'), amount);
  if (expired && (isCapturedAnew || !isCancelled(views, interactionId))) {
    const centAmount = Math.min(expired.centAmount, amount.centAmount - capturedOf(views));
    cancelRest(views, interactionId, { ...amount, centAmount });
  }
  const authorised = latestAdjustment(facts.named('adjusted')) ?? amount;
  for (const { amount: captured, state, interactionId: own } of standing(views, 'Charge').filter(endsRest)) {
    const centAmount = state === 'Success' ? authorised.centAmount - captured.centAmount : 0;
    cancelRest(views, own, { ...authorised, centAmount });
  }
};

const cancellationsOf = (
  views: readonly TransactionView[],
  interactionId: PspReference | undefined,
): TransactionView[] =>
  views.filter((view) => view.type === 'CancelAuthorization' && view.interactionId === interactionId);

const isCancelled = (views: readonly TransactionView[], interactionId: PspReference | undefined): boolean =>
  cancellationsOf(views, interactionId).some(({ state }) => state === 'Success');

const endsRest = ({ facts, interactionId }: TransactionView): boolean =>
  interactionId !== undefined && facts.has(ENDS_REST);

/** Makes the cancellation under a reference one of this amount; none where nothing is left. */
const cancelRest = (views: TransactionView[], interactionId: PspReference | undefined, rest: Money): void => {
  const known = cancellationsOf(views, interactionId);
  const right = known.find((view) => sameMoney(view.amount, rest));
  for (const view of known) if (view !== right) learn(view, { name: 'superseded' });
  if (rest.centAmount <= 0) return;
  const cancellation = right ?? addView(views, { type: 'CancelAuthorization', amount: rest, interactionId });
  learn(cancellation, { name: 'cancelled' });
  forget(cancellation, { name: 'superseded' });
};
