import { disputeEvents } from './dispute-events.ts';
import type { LedgerEntry } from './entry.ts';
import { docs, type EventTable, type LedgerNotification, type Meaning } from './event-row.ts';
import { notedEvents } from './noted-events.ts';
import { paymentEvents } from './payment-events.ts';
import { silentEvents } from './silent-events.ts';

export type { LedgerNotification } from './event-row.ts';

/** Every event code of Adyen's standard webhooks. */
export const notificationTable: EventTable = {
  ...paymentEvents,
  ...disputeEvents,
  // It concerns several Payments: `readClosedOrder` says what it means for each.
  ORDER_CLOSED: {
    effect: 'Without success every approved part of the order is reversed.',
    source: docs('online-payments/partial-payments'),
  },
  ...notedEvents,
  ...silentEvents,
};

const meaningOf = ({
  eventCode,
  success,
}: Pick<LedgerNotification, 'eventCode' | 'success'>): Meaning | undefined =>
  Object.hasOwn(notificationTable, eventCode)
    ? notificationTable[eventCode]?.[success ? 'succeeded' : 'failed']
    : undefined;

/** Whether it says anything about a Payment. ORDER_CLOSED, which concerns several, says it elsewhere. */
export const carriesMeaning = (notification: Pick<LedgerNotification, 'eventCode' | 'success'>): boolean =>
  meaningOf(notification) !== undefined;

/** What a notification says about its Payment; empty for events that carry no meaning for it. */
export const entriesOf = (notification: LedgerNotification): LedgerEntry[] =>
  meaningOf(notification)?.(notification) ?? [];
