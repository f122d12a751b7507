import type { EventFact } from './fact.ts';
import { forget, learn, type TransactionView } from './transaction-view.ts';

// Events that describe a transaction. Their dates and words are not signed, so of one event only one telling counts.

/** These come once: a later date of the same event, which is not signed, is not believed. */
const ONCE: readonly string[] = ['CHARGEBACK', 'CHARGEBACK_REVERSED', 'SECOND_CHARGEBACK'];

/**
 * Adds an event. Of several with one code and reference one counts, whichever came first.
 * @returns whether it was not known at all
 */
export const rememberEvent = (view: TransactionView, event: EventFact): boolean => {
  const known = view.facts
    .named('event')
    .find(({ code, pspReference }) => code === event.code && pspReference === event.pspReference);
  if (known) {
    const isLater = textOf(event) > textOf(known);
    const isSame = textOf(event) === textOf(known);
    if (isSame || isLater === ONCE.includes(event.code)) return false;
    forget(view, known);
  }
  learn(view, event);
  return known === undefined;
};

const textOf = ({ at, details }: EventFact): string => `${at} ${JSON.stringify(details)}`;
