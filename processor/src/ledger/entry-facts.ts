import type { PspReference } from '../identifiers.ts';
import { authorisedFact } from './authorised-amount.ts';
import { disputeFact, disputeReference } from './disputes.ts';
import type { Entry } from './entry.ts';
import type { Fact } from './fact.ts';
import { ruleOf } from './rules.ts';
import { learn, type TransactionView } from './transaction-view.ts';

// What a transaction learns from an entry about it.

/**
 * Adds what the entry says, unless it is known or can decide nothing.
 * @returns whether it was added
 */
export const learnEntry = (view: TransactionView, entry: Entry): boolean => {
  view.interactionId = referenceAfter(view, entry);
  const fact = factOf(view, entry);
  const weight = weightOf(view, fact);
  if (weight === 'none') return false;
  learn(view, fact);
  if (weight === 'decides') describe(view, entry);
  return true;
};

/** Adds what the entry says to a transaction that was made for it. */
export const learnFirstEntry = (view: TransactionView, entry: Entry): void => {
  learn(view, factOf(view, entry));
  describe(view, entry);
};

/** The name that the transaction goes by once the entry is known. */
const referenceAfter = (view: TransactionView, entry: Entry): PspReference | undefined => {
  if (view.type === 'Chargeback') return disputeReference(view, entry);
  const takes = (view.interactionId === undefined || view.state === 'Initial') && !entry.mayBeMisnamed;
  return takes ? (entry.pspReference ?? view.interactionId) : view.interactionId;
};

const factOf = (view: TransactionView, entry: Entry): Fact => {
  if (entry.type === 'Chargeback') return disputeFact(entry, view.amount);
  if (entry.fact === 'authorised') return authorisedFact(view.amount, entry.amount);
  if (entry.fact === 'expired') return { name: 'expired', amount: entry.amount };
  if (entry.at !== undefined && (entry.fact === 'undone' || entry.fact === 'recaptured')) {
    return { name: entry.fact, at: new Date(entry.at).toISOString() };
  }
  return { name: entry.fact };
};

// A weaker fact than those known decides nothing now and can decide nothing later. Some are remembered all the same: `expired`
// for what follows from it once the authorisation turns out to have succeeded, `action` since it tells an answered attempt,
// `authorised` for the amount, `undone` and `recaptured` since the later one counts, and all of a dispute's since they tell which
// dispute it is.
const REMEMBERED: readonly Fact['name'][] = ['expired', 'action', 'authorised', 'undone', 'recaptured'];

// That Adyen tries again is remembered too: it tells that other tries belong to it.
const NOTED: readonly Fact['name'][] = ['rescuing'];

const weightOf = (view: TransactionView, fact: Fact): 'decides' | 'remembered' | 'none' => {
  if (view.facts.includes(fact)) return 'none';
  const rankOf = ({ name }: Fact): number => ruleOf(view.type, name)?.rank ?? 0;
  const strongest = Math.max(...[...view.facts].map(rankOf));
  if (rankOf(fact) > strongest || REMEMBERED.includes(fact.name)) return 'decides';
  return view.type === 'Chargeback' || NOTED.includes(fact.name) ? 'remembered' : 'none';
};

const describe = (view: TransactionView, entry: Entry): void => {
  if (entry.reason !== undefined && entry.reason !== '') view.fields.reason = entry.reason;
  if (entry.outcome !== undefined) view.fields.outcome = entry.outcome;
  if (entry.at !== undefined) {
    view.fields.eventDate = entry.at;
    view.timestamp = entry.at;
  }
};
