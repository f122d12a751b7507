import { toPspReference, type PspReference } from '../identifiers.ts';
import type { Entry } from './entry.ts';
import { followUpNames, type Fact, type FollowUpFact } from './fact.ts';
import type { FactName } from './rules.ts';
import { addView, forget, learn, type TransactionView } from './transaction-view.ts';

// A dispute carries the reference of the event that opened it. What follows (CHARGEBACK_REVERSED, SECOND_CHARGEBACK,
// PREARBITRATION_*) may come under another reference and without the original one. With one dispute on the payment there is
// no doubt which is meant; of several, only an event's own reference can tell. Since the second dispute may become known
// last, such a fact is remembered with its reference and amount, and finds its place anew when that happens.

type DisputeEntry = Extract<Entry, { readonly type: 'Chargeback' }>;

const opens = (fact: FactName): fact is 'announced' | 'debited' => fact === 'announced' || fact === 'debited';

/** Those that are remembered with their origin. */
const followUpsOf = ({ facts }: TransactionView): FollowUpFact[] => [...facts].filter(isFollowUp);

const isFollowUp = (fact: Fact): fact is FollowUpFact =>
  (followUpNames as readonly string[]).includes(fact.name) && 'pspReference' in fact;

/** A fact under the dispute's own name; a stored dispute without remembered facts counts as opened, too. */
const isOpened = ({ facts }: TransactionView): boolean =>
  [...facts].some((fact) => fact.name !== 'unknown' && !isFollowUp(fact));

const disputesOf = (views: readonly TransactionView[]): TransactionView[] =>
  views.filter(({ type }) => type === 'Chargeback');

/** The fact as it is remembered: one that opens no dispute with the reference and the amount it came with. */
export const disputeFact = ({ fact, pspReference = toPspReference(''), amount }: DisputeEntry): Fact =>
  opens(fact) ? { name: fact } : { name: fact, pspReference, amount };

/** The dispute that an entry speaks of; `undefined` where it is another one. */
export const findDispute = (
  views: readonly TransactionView[],
  { fact, pspReference }: Entry,
): TransactionView | undefined => {
  const disputes = disputesOf(views);
  const named = disputes.find(({ interactionId }) => interactionId === pspReference);
  if (named) return named;
  const opened = disputes.filter(isOpened);
  const onlyFollowUps = opened.length === 0 ? disputes[0] : undefined;
  return opens(fact) ? onlyFollowUps : opened.length === 1 ? opened[0] : onlyFollowUps;
};

/** The name that a dispute goes by once an entry about it is known. Without an opening event it is the first by the alphabet. */
export const disputeReference = (
  view: TransactionView,
  { fact, pspReference }: Entry,
): PspReference | undefined => {
  if (opens(fact) || view.interactionId === undefined) return pspReference ?? view.interactionId;
  const isUnopened = !isOpened(view) && pspReference !== undefined && pspReference < view.interactionId;
  return isUnopened ? pspReference : view.interactionId;
};

/** With a second dispute, follow-ups under a third name belong to neither, and those under the second's name to that one. */
export const sortFollowUps = (views: TransactionView[]): void => {
  const opened = disputesOf(views).filter(isOpened);
  if (opened.length < 2) return;
  for (const view of opened) {
    for (const fact of followUpsOf(view)) {
      if (fact.pspReference === view.interactionId) continue;
      forget(view, fact);
      learn(disputeOf(views, fact), fact);
    }
  }
};

/** The dispute that a follow-up names, which may be unknown until now. */
const disputeOf = (
  views: TransactionView[],
  { pspReference: interactionId, amount }: FollowUpFact,
): TransactionView =>
  disputesOf(views).find((dispute) => dispute.interactionId === interactionId) ??
  addView(views, { type: 'Chargeback', amount, interactionId });
