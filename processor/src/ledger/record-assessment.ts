import { assessmentNames, type Assessment } from './assessment.ts';
import type { Entry } from './entry.ts';
import type { AssessedFact } from './fact.ts';
import { ruleOf } from './rules.ts';
import { forget, learn, type TransactionView } from './transaction-view.ts';

/**
 * Records what an entry says of its authorisation. Of several values the one that came with the strongest fact stands (that of a
 * success rather than of a refusal before it), else the last by the alphabet: the order of arrival does not matter.
 */
export const recordAssessment = (view: TransactionView, { fact, assessment = {} }: Entry): void => {
  const weight = ruleOf(view.type, fact)?.rank ?? 0;
  for (const about of assessmentNames) {
    const text = assessment[about];
    if (text === undefined) continue;
    const fresh: AssessedFact = { name: 'assessed', about, weight, text };
    const known = view.facts.named('assessed').filter((one) => one.about === about);
    if (known.some((one) => !isWeaker(one, fresh))) continue;
    for (const one of known) forget(view, one);
    learn(view, fresh);
  }
};

const isWeaker = (one: AssessedFact, other: AssessedFact): boolean =>
  one.weight === other.weight ? one.text < other.text : one.weight < other.weight;

/** The custom fields that say so. */
export const assessmentOf = ({ facts }: Pick<TransactionView, 'facts'>): Assessment =>
  Object.fromEntries(facts.named('assessed').map(({ about, text }) => [about, text]));
