import type { PspReference } from '../identifiers.ts';
import type { Assessment } from './assessment.ts';
import type { Entry, LedgerEntry } from './entry.ts';
import { smaller, type Money } from './money.ts';
import type { FactName, TransactionType } from './rules.ts';

/** What the ledger reads of a notification item. */
export interface LedgerNotification {
  readonly eventCode: string;
  readonly success: boolean;
  readonly pspReference: PspReference;
  readonly originalReference?: PspReference | undefined;
  readonly merchantReference?: string | undefined;
  readonly amount: Money;
  /** `additionalData.authorisedAmountValue` of AUTHORISATION: less than the amount where only a part was authorised. */
  readonly authorisedAmount?: Money | undefined;
  readonly reason?: string | undefined;
  /** ISO 8601 */
  readonly eventDate: string;
  /** `additionalData["modification.action"]` of CANCEL_OR_REFUND. */
  readonly modificationAction?: string | undefined;
  /** What AUTHORISATION says of the checks of the payment. */
  readonly assessment?: Assessment | undefined;
  /** Whether Adyen captures this payment method by itself, so that its authorisation is its charge as well. */
  readonly capturedByAdyen: boolean;
  /** Whether the merchant account has no multiple partial captures, so that the capture of a part ends the rest. */
  readonly isCapturedOnce?: boolean;
}

type Meaning = (notification: LedgerNotification) => LedgerEntry[];

interface Row {
  readonly succeeded?: Meaning;
  readonly failed?: Meaning;
}

/** An entry about the operation that the notification's own pspReference names. */
const about =
  <T extends TransactionType>(type: T, fact: FactName<T>): Meaning =>
  (notification) => [
    {
      type,
      fact,
      pspReference: notification.pspReference,
      reference: notification.merchantReference,
      amount: notification.amount,
      reason: notification.reason,
      at: notification.eventDate,
    } as Entry,
  ];

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
  ({ assessment }: LedgerNotification) =>
  (entry: LedgerEntry): LedgerEntry =>
    entry.type === 'Authorization' && assessment ? { ...entry, assessment } : entry;

const refused: Meaning = (given) => about('Authorization', 'refused')(given).map(assessed(given));

// The reason of a success is `authcode:last digits:expiry`, which nobody has to keep. An authorisation of nothing, to store a
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
  }));
};

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

const cancellation: Row = {
  succeeded: about('CancelAuthorization', 'cancelled'),
  failed: about('CancelAuthorization', 'failed'),
};

/**
 * What each event code says. CAPTURE_FAILED, REFUND_FAILED and REFUNDED_REVERSED come with success "true" although the
 * operation failed. Source: https://docs.adyen.com/development-resources/webhooks/webhook-types
 */
export const notificationTable: Readonly<Record<string, Row>> = {
  AUTHORISATION: { succeeded: authorised, failed: refused },
  AUTHORISATION_ADJUSTMENT: { succeeded: adjusted },
  PENDING: { succeeded: about('Authorization', 'pending') },
  CANCELLATION: cancellation,
  TECHNICAL_CANCEL: cancellation,
  EXPIRE: { succeeded: aboutAuthorisation('expired') },
  OFFER_CLOSED: { succeeded: aboutAuthorisation('closed') },
  CAPTURE: { succeeded: captured, failed: about('Charge', 'failed') },
  CAPTURE_FAILED: { succeeded: about('Charge', 'undone') },
  REFUND: { succeeded: about('Refund', 'refunded'), failed: about('Refund', 'failed') },
  REFUND_FAILED: { succeeded: about('Refund', 'failed') },
  REFUNDED_REVERSED: { succeeded: about('Refund', 'failed') },
  CANCEL_OR_REFUND: { succeeded: cancelledOrRefunded, failed: cancelledOrRefunded },
  NOTIFICATION_OF_CHARGEBACK: { succeeded: about('Chargeback', 'announced') },
  REQUEST_FOR_INFORMATION: { succeeded: about('Chargeback', 'announced') },
  CHARGEBACK: { succeeded: about('Chargeback', 'debited') },
  SECOND_CHARGEBACK: { succeeded: about('Chargeback', 'debitedAgain') },
  CHARGEBACK_REVERSED: { succeeded: about('Chargeback', 'reversed') },
  PREARBITRATION_WON: { succeeded: about('Chargeback', 'won') },
  PREARBITRATION_LOST: { succeeded: about('Chargeback', 'lost') },
  SCHEME_ARBITRATION_WON: { succeeded: about('Chargeback', 'won') },
  SCHEME_ARBITRATION_LOST: { succeeded: about('Chargeback', 'lost') },
};

const meaningOf = ({
  eventCode,
  success,
}: Pick<LedgerNotification, 'eventCode' | 'success'>): Meaning | undefined =>
  notificationTable[eventCode]?.[success ? 'succeeded' : 'failed'];

/** Whether it says anything about a Payment. ORDER_CLOSED, which concerns several, is not of this table. */
export const carriesMeaning = (notification: Pick<LedgerNotification, 'eventCode' | 'success'>): boolean =>
  meaningOf(notification) !== undefined;

/** What a notification says about its Payment; empty for events that carry no meaning for it. */
export const entriesOf = (notification: LedgerNotification): LedgerEntry[] =>
  meaningOf(notification)?.(notification) ?? [];
