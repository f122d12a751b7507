import { toPspReference, type PspReference } from '../identifiers.ts';
import { standing } from './authorised-amount.ts';
import type { Entry } from './entry.ts';
import { followUpNames, type EventFact, type Fact, type FollowUpFact } from './fact.ts';
import type { Money } from './money.ts';
import type { FactName } from './rules.ts';
import { rememberEvent } from './remembered-events.ts';
import { addView, forget, learn, sameMoney, type TransactionView } from './transaction-view.ts';

// A dispute carries the reference of the event that opened it. What follows (CHARGEBACK_REVERSED, SECOND_CHARGEBACK,
// PREARBITRATION_*) may come under another reference and without the original one. With one dispute on the payment there is
// no doubt which is meant; of several, only an event's own reference can tell. Since the second dispute may become known
// last, such a fact is remembered with its reference and amount, and finds its place anew when that happens.

type DisputeEntry = Extract<Entry, { readonly type: 'Chargeback' }>;

const opens = (fact: FactName): fact is 'announced' | 'debited' => fact === 'announced' || fact === 'debited';

/** What is remembered with the reference it came under. */
type Referenced = FollowUpFact | EventFact;

const isFollowUp = (fact: Fact): fact is FollowUpFact =>
  (followUpNames as readonly string[]).includes(fact.name) && 'pspReference' in fact;

const isReferenced = (fact: Fact): fact is Referenced => isFollowUp(fact) || fact.name === 'event';

/** What only follows from other facts opens nothing. */
const CONCLUDED: readonly Fact['name'][] = ['unknown', 'lapsed', 'endedWon', 'endedLost'];

/** A fact under the dispute's own name; a stored dispute without remembered facts counts as opened, too. */
const isOpened = ({ facts }: TransactionView): boolean =>
  [...facts].some((fact) => !CONCLUDED.includes(fact.name) && !isReferenced(fact));

const disputesOf = (views: readonly TransactionView[]): TransactionView[] => standing(views, 'Chargeback');

/** The fact as it is remembered: one that opens no dispute with the reference and the amount it came with. */
export const disputeFact = (
  { fact, pspReference = toPspReference(''), amount }: DisputeEntry,
  own: Money,
): Fact => {
  if (fact === 'lapsed') return { name: fact };
  if (!opens(fact)) return { name: fact, pspReference, amount };
  return sameMoney(amount, own) ? { name: fact } : { name: fact, amount };
};

/** The dispute that an entry speaks of; `undefined` where it is another one. */
export const findDispute = (
  disputes: readonly TransactionView[],
  { fact, pspReference }: Entry,
): TransactionView | undefined => {
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
    const referenced = [...view.facts].filter(isReferenced);
    // What moves money comes first: what describes it has no amount of its own.
    for (const fact of [...referenced.filter(isFollowUp), ...referenced]) {
      if (fact.pspReference === view.interactionId) continue;
      forget(view, fact);
      const other = disputeOf(views, fact, view.amount);
      if (fact.name === 'event') rememberEvent(other, fact);
      else learn(other, fact);
    }
  }
};

/** The dispute that a fact names, which may be unknown until now. */
const disputeOf = (views: TransactionView[], fact: Referenced, otherwise: Money): TransactionView =>
  disputesOf(views).find(({ interactionId }) => interactionId === fact.pspReference) ??
  addView(views, {
    type: 'Chargeback',
    amount: 'amount' in fact ? fact.amount : otherwise,
    interactionId: fact.pspReference,
  });

/** What an entry says of its dispute beside the money. */
export const eventOf = ({ dispute, pspReference, at }: DisputeEntry): EventFact | undefined =>
  dispute && at !== undefined
    ? {
        name: 'event',
        code: dispute.code,
        at: new Date(at).toISOString(),
        pspReference: pspReference ?? toPspReference(''),
        details: dispute.details,
      }
    : undefined;
