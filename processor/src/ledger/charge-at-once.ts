import type { Payment } from '@commercetools/platform-sdk';
import { standing } from './authorised-amount.ts';
import type { Entry } from './entry.ts';
import { AT_ONCE } from './fact.ts';
import { statedCapture } from './scheduled-charge.ts';
import { forget, learn, addView, sameMoney, viewsOf, type TransactionView } from './transaction-view.ts';

// Where Adyen captures with the authorisation, or after a delay, it reports no capture: the charge is a default. What Adyen
// does report takes its place: a capture, a failed capture and a cancellation are about this charge, whichever comes first,
// so that it is made once or not at all.
// Source: https://docs.adyen.com/online-payments/capture

type Views = readonly TransactionView[];

/** The charge that an authorisation made: under the authorisation's reference until a capture has given it one of its own. */
const chargeOf = (views: Views, { interactionId }: TransactionView): TransactionView | undefined => {
  const charges = standing(views, 'Charge');
  return (
    charges.find(({ facts }) => facts.has(AT_ONCE)) ??
    // Earlier versions did not mark it. Before the authorisation has a reference, an intent without one is not it.
    charges.find((charge) => interactionId !== undefined && charge.interactionId === interactionId)
  );
};

const isDefault = (charge: TransactionView, { interactionId }: TransactionView): boolean =>
  charge.interactionId === interactionId;

/** Whether Adyen has reported a capture by it: what was only refused as a request says nothing of another one. */
const isReported = ({ interactionId, facts }: TransactionView): boolean =>
  interactionId !== undefined && REPORTED.some((name) => facts.has(name));

const REPORTED = ['captured', 'undone', 'recaptured'] as const;

/**
 * Makes the charge of an authorisation that is its own capture; one that Adyen has reported before is that charge. What was
 * stated to Adyen decides; the entry does only where nothing was.
 */
export const chargeAtOnce = (views: TransactionView[], entry: Entry): void => {
  const { pspReference, at } = entry;
  const capture = statedCapture(views) ?? (entry.isCapturedAtOnce ? 'immediate' : 'manual');
  if (entry.type !== 'Authorization' || entry.fact !== 'authorised' || capture === 'manual') return;
  const authorisation = standing(views, 'Authorization').find(
    ({ interactionId }) => interactionId !== undefined && interactionId === pspReference,
  );
  if (!authorisation || chargeOf(views, authorisation)) return;
  const { amount, interactionId } = authorisation;
  // To store a method: nothing is captured.
  if (amount.centAmount <= 0) return;
  const reported = standing(views, 'Charge').find(
    (charge) => isReported(charge) && sameMoney(charge.amount, amount),
  );
  const charge = reported ?? addView(views, { type: 'Charge', amount, interactionId });
  learn(charge, { name: AT_ONCE });
  if (reported) return;
  learn(charge, { name: capture === 'immediate' ? 'captured' : 'scheduled' });
  if (at === undefined) return;
  charge.fields.eventDate = at;
  charge.timestamp = at;
};

/**
 * Gives the charge of an authorisation to the capture that an entry reports.
 * @returns `undefined` where there is none, or another capture has it
 */
export const claimCharge = (views: Views, entry: Entry): TransactionView | undefined => {
  if (entry.type !== 'Charge' || entry.transactionId !== undefined || entry.fact === 'failed')
    return undefined;
  for (const authorisation of standing(views, 'Authorization')) {
    const charge = chargeOf(views, authorisation);
    if (!charge || !isDefault(charge, authorisation) || !sameMoney(charge.amount, entry.amount)) continue;
    forget(charge, { name: 'superseded' });
    learn(charge, { name: AT_ONCE });
    charge.interactionId = entry.pspReference;
    return charge;
  }
  return undefined;
};

/** Whether somebody has asked for a capture of it: what Adyen captures automatically says nothing of what the shop wants. */
export const isCapturedOnRequest = (payment: Payment): boolean => {
  const views = viewsOf(payment);
  const authorisations = standing(views, 'Authorization').map(({ interactionId }) => interactionId);
  return standing(views, 'Charge').some(
    ({ state, facts, interactionId }) =>
      state !== 'Failure' &&
      !facts.has(AT_ONCE) &&
      (interactionId === undefined || !authorisations.includes(interactionId)),
  );
};

/** The charge that no capture has claimed counts unless something else became of its authorisation. */
export const reviseCharge = (views: Views, authorisation: TransactionView): void => {
  const charge = chargeOf(views, authorisation);
  if (!charge || !isDefault(charge, authorisation)) return;
  const isCapturedOtherwise = standing(views, 'Charge').some(
    (other) =>
      other !== charge && isReported(other) && (other.state === 'Success' || other.facts.has('undone')),
  );
  const isEnded = !charge.facts.has('captured') && endsBeforeCapture(authorisation);
  if (isCapturedOtherwise || isEnded || isCancelled(views, authorisation))
    learn(charge, { name: 'superseded' });
  else forget(charge, { name: 'superseded' });
};

/** Whether the authorisation has ended by what Adyen does not call a cancellation. */
const endsBeforeCapture = ({ facts }: TransactionView): boolean =>
  facts.has('expired') ||
  facts.has('orderClosed') ||
  facts.named('cancelOrRefund').some(({ succeeded }) => succeeded);

/** By somebody: what follows from the authorisation's own facts depends on whether it was captured, not the other way round. */
const isCancelled = (views: Views, { interactionId, facts }: TransactionView): boolean => {
  const derived = [...facts.named('orderClosed'), ...facts.named('cancelOrRefund')];
  const ownReferences = [interactionId, ...derived.map(({ pspReference }) => pspReference)];
  return views.some(
    (view) =>
      view.type === 'CancelAuthorization' &&
      view.state === 'Success' &&
      !ownReferences.includes(view.interactionId),
  );
};
