import { detailsOf, docs, type EventRow, type EventTable, type LedgerNotification } from './event-row.ts';

// Events that move no money, and that somebody should know of: on the Payment, and some as findings.

const RISK = docs('risk-management/case-management');
const WEBHOOK_TYPES = docs('development-resources/webhooks/webhook-types');
const EXPLORER = docs('api-explorer/Webhooks/1/overview');

const row = (effect: string, source: string): EventRow => ({ effect, source, succeeded: said, failed: said });

const RESCUE = docs('online-payments/auto-rescue/cards');

const said = (notification: LedgerNotification) => {
  const { eventCode: code, pspReference, originalReference, eventDate } = notification;
  const { nofReasonCode, nofSchemeCode, expectedValueDate } = notification.additionalData ?? {};
  const details = detailsOf({
    status: undefined,
    reason: notification.reason,
    reasonCode: nofReasonCode,
    scheme: nofSchemeCode,
    deadline: expectedValueDate,
    defendable: undefined,
  });
  const at = new Date(eventDate).toISOString();
  const event = { name: 'event' as const, code, at, pspReference, details };
  return [{ type: 'Described' as const, authorisation: originalReference ?? pspReference, event }];
};

export const notedEvents = {
  // With success AUTHORISATION says which try it was, and without that the rescue waits for it.
  AUTORESCUE: {
    effect: 'Without success no further try comes: the authorisation has failed.',
    source: RESCUE,
    failed: said,
  },
  CANCEL_AUTORESCUE: {
    effect: 'The rescue was stopped: the authorisation has failed.',
    source: RESCUE,
    succeeded: said,
  },
  MANUAL_REVIEW_ACCEPT: row('The review has ended: accepted. No money moves.', RISK),
  MANUAL_REVIEW_REJECT: row(
    'The review has ended: rejected. A finding until the payment is cancelled or refunded.',
    RISK,
  ),
  NOTIFICATION_OF_FRAUD: row(
    'The issuer reports fraud. A finding while the payment holds money; none moves.',
    docs('risk-management/disputes-api/dispute-notifications'),
  ),
  SETTLED_REVERSED: row(
    'Adyen takes back what it settled without the funds. A finding; no refund.',
    EXPLORER,
  ),
  REFUND_NOT_CLEARED: row('A refund has not cleared. A finding; the refund stands.', WEBHOOK_TYPES),
  POSTPONED_REFUND: row('A refund waits for the capture; REFUND follows.', WEBHOOK_TYPES),
  VOID_PENDING_REFUND: row('A refund of a terminal is cancelled. No money moves.', WEBHOOK_TYPES),
  HANDLED_EXTERNALLY: row('Money outside of Adyen. None moves here.', docs('account/payments-lifecycle')),
} as const satisfies EventTable;
