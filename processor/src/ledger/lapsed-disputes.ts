import type { Payment } from '@commercetools/platform-sdk';
import { eventsOf } from './dispute-outcome.ts';
import type { Entry } from './entry.ts';
import { viewsOf, type TransactionView } from './transaction-view.ts';

/** A request whose deadline Adyen does not name has none after so long: schemes give less than 60 days. */
const WITHOUT_DEADLINE_MS = 60 * 24 * 60 * 60 * 1000;

/**
 * Requests for information whose time has ended without a chargeback: no event says so. A chargeback that comes later counts
 * all the same.
 */
export const lapsedDisputes = (payment: Payment, now: Date): Entry[] =>
  viewsOf(payment)
    .filter((view) => view.type === 'Chargeback' && view.state === 'Initial' && hasLapsed(view, now))
    .map(({ id, interactionId, amount }) => ({
      type: 'Chargeback',
      fact: 'lapsed',
      transactionId: id,
      pspReference: interactionId,
      amount,
      at: now.toISOString(),
    }));

const hasLapsed = (view: TransactionView, now: Date): boolean => {
  const events = eventsOf(view);
  const [first] = events;
  if (!first || events.some(({ code }) => ANNOUNCES.includes(code))) return false;
  const deadlines = events.map(({ details }) => Date.parse(details.deadline ?? ''));
  const known = deadlines.filter((time) => !Number.isNaN(time));
  const ends = known.length > 0 ? Math.max(...known) : Date.parse(first.at) + WITHOUT_DEADLINE_MS;
  return now.getTime() > ends;
};

/** After these a debit follows, if late. */
const ANNOUNCES: readonly string[] = ['NOTIFICATION_OF_CHARGEBACK', 'DISPUTE_OPENED_WITH_CHARGEBACK'];
