import type { PspReference } from '../identifiers.ts';
import type { Assessment } from './assessment.ts';
import type { Entry, LedgerEntry } from './entry.ts';
import type { EventDetails } from './fact.ts';
import type { Money } from './money.ts';
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
  /** Whether this payment method is captured at authorisation, so that the authorisation makes the charge. */
  readonly capturedByAdyen: boolean;
  /** Whether the merchant account has no multiple partial captures, so that the capture of a part ends the rest. */
  readonly isCapturedOnce?: boolean;
  /** Not signed: it describes, and decides only what the documentation of its row says. */
  readonly additionalData?: Readonly<Record<string, string>> | undefined;
}

export type Meaning = (notification: LedgerNotification) => LedgerEntry[];

/** One of Adyen's event codes: what it says to the ledger, and where Adyen documents it. */
export interface EventRow {
  /** In one line, for the documentation. */
  readonly effect: string;
  readonly source: string;
  readonly succeeded?: Meaning;
  readonly failed?: Meaning;
  /** Of a webhook of another type than the standard one, so that ours does not subscribe to it. */
  readonly isOfOtherWebhook?: true;
}

export type EventTable = Readonly<Record<string, EventRow>>;

/** Longer words of Adyen's are cut, between characters. */
const MAXIMUM_LENGTH = 100;

/** Details as they are stored: without what is missing. */
export const detailsOf = (details: Record<keyof EventDetails, string | undefined>): EventDetails =>
  Object.fromEntries(
    Object.entries(details).flatMap(([name, value = '']) =>
      value === '' ? [] : [[name, Array.from(value).slice(0, MAXIMUM_LENGTH).join('')]],
    ),
  );

/** A page of Adyen's documentation. */
export const docs = (path: string): string => `https://docs.adyen.com/${path}`;

/** An entry about the operation that the notification's own pspReference names. */
export const about =
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
