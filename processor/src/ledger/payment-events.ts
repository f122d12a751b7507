import type { LedgerEntry } from './entry.ts';
import {
  about,
  docs,
  type EventRow,
  type EventTable,
  type LedgerNotification,
  type Meaning,
} from './event-row.ts';
import { isLaterTry, isRescued } from './rescue.ts';
import { smaller } from './money.ts';
import type { FactName } from './rules.ts';

/** An entry about the authorisation itself: these events name it by either reference, or by one of their own. */
const aboutAuthorisation =
  (fact: FactName<'Authorization'>): Meaning =>
  (notification) => [
    {
      type: 'Authorization',
      fact,
      pspReference: notification.originalReference ?? notification.pspReference,
      amount: notification.amount,
      reason: notification.reason,
      at: notification.eventDate,
      amountMayDiffer: true,
      mayBeMisnamed: notification.originalReference === undefined,
    },
  ];

/** The checks are of the payment, whatever became of it. */
const assessed =
  ({ assessment, additionalData }: LedgerNotification) =>
  (entry: LedgerEntry): LedgerEntry =>
    entry.type === 'Authorization'
      ? {
          ...entry,
          ...(assessment && { assessment }),
          ...(isLaterTry(additionalData) && { isLaterTry: true }),
        }
      : entry;

// The reason of a success is `authcode:last digits:expiry`, which nobody has to store. An authorisation of nothing, to store a
// method, captures nothing.
const authorised: Meaning = (given) => {
  const amount = smaller(given.amount, given.authorisedAmount);
  const isCapturedAtOnce = given.capturedByAdyen && amount.centAmount > 0;
  return about(
    'Authorization',
    'authorised',
  )({ ...given, amount, reason: undefined }).map((entry) => ({
    ...assessed(given)(entry),
    ...(isCapturedAtOnce && { isCapturedAtOnce }),
    ...(given.additionalData?.['fraudManualReview'] === 'true' && { isInReview: true }),
  }));
};

// Not final while Adyen tries again; each try has a reference of its own.
const refused: Meaning = (notification) =>
  about(
    'Authorization',
    isRescued(notification.additionalData) ? 'rescuing' : 'refused',
  )(notification).map(assessed(notification));

const captured: Meaning = (notification) =>
  about(
    'Charge',
    /recaptured/i.test(notification.reason ?? '') ? 'recaptured' : 'captured',
  )(notification).map((entry) => (notification.isCapturedOnce ? { ...entry, endsRest: true } : entry));

const adjusted: Meaning = (notification) => [
  {
    type: 'Adjustment',
    authorisation: notification.originalReference,
    pspReference: notification.pspReference,
    amount: notification.amount,
    at: notification.eventDate,
  },
];

// By what it says that it was. Where it does not say, what is captured tells, which may become known later.
const cancelledOrRefunded: Meaning = (notification) => {
  const { modificationAction, success: succeeded, pspReference, amount } = notification;
  if (modificationAction === 'refund')
    return about('Refund', succeeded ? 'refunded' : 'failed')(notification);
  if (modificationAction === 'cancel')
    return about('CancelAuthorization', succeeded ? 'cancelled' : 'failed')(notification);
  const authorisation = notification.originalReference;
  return [{ type: 'CancelOrRefund', authorisation, pspReference, amount, succeeded }];
};

const cancellation: Omit<EventRow, 'effect'> = {
  source: docs('online-payments/cancel'),
  succeeded: about('CancelAuthorization', 'cancelled'),
  failed: about('CancelAuthorization', 'failed'),
};

const WEBHOOK_TYPES = docs('development-resources/webhooks/webhook-types');
const REFUND = docs('online-payments/refund');

/**
 * Events that authorise, capture, cancel and refund. CAPTURE_FAILED, REFUND_FAILED and REFUNDED_REVERSED come with success
 * "true" although the operation failed.
 */
export const paymentEvents = {
  AUTHORISATION: {
    effect: 'The payment is authorised, or refused; charged as well where it is captured at once.',
    source: WEBHOOK_TYPES,
    succeeded: authorised,
    failed: refused,
  },
  AUTHORISATION_ADJUSTMENT: {
    effect: 'The authorised amount is now the amount of the event; the latest by eventDate counts.',
    source: docs('online-payments/adjust-authorisation'),
    succeeded: adjusted,
  },
  PENDING: {
    effect: 'The shopper is done, and the result is to come.',
    source: WEBHOOK_TYPES,
    succeeded: about('Authorization', 'pending'),
  },
  CANCELLATION: { effect: 'The authorisation is cancelled.', ...cancellation },
  TECHNICAL_CANCEL: { effect: 'The authorisation is cancelled by its reference.', ...cancellation },
  EXPIRE: {
    effect: 'What is not captured of the authorisation has ended.',
    source: WEBHOOK_TYPES,
    succeeded: aboutAuthorisation('expired'),
  },
  OFFER_CLOSED: {
    effect: 'The shopper never finished.',
    source: WEBHOOK_TYPES,
    succeeded: aboutAuthorisation('closed'),
  },
  CAPTURE: {
    effect: 'The capture is made, or refused.',
    source: docs('online-payments/capture'),
    succeeded: captured,
    failed: about('Charge', 'failed'),
  },
  CAPTURE_FAILED: {
    effect: 'The capture has failed after all. Adyen may capture again.',
    source: docs('online-payments/capture'),
    succeeded: about('Charge', 'undone'),
  },
  REFUND: {
    effect: 'The refund is made, or refused.',
    source: REFUND,
    succeeded: about('Refund', 'refunded'),
    failed: about('Refund', 'failed'),
  },
  REFUND_FAILED: {
    effect: 'The refund has failed after all.',
    source: REFUND,
    succeeded: about('Refund', 'failed'),
  },
  REFUNDED_REVERSED: {
    effect: 'The money of the refund is back with the merchant.',
    source: REFUND,
    succeeded: about('Refund', 'failed'),
  },
  CANCEL_OR_REFUND: {
    effect: 'The payment is reversed: refunded where it is captured, else cancelled.',
    source: docs('online-payments/reversal'),
    succeeded: cancelledOrRefunded,
    failed: cancelledOrRefunded,
  },
} as const satisfies EventTable;
