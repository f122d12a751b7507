import type { PspReference, TransactionId } from '../identifiers.ts';
import type { Assessment } from './assessment.ts';
import type { EventDetails, EventFact } from './fact.ts';
import type { Money } from './money.ts';
import type { FactName, TransactionType } from './rules.ts';

interface Common<T extends TransactionType> {
  readonly type: T;
  readonly fact: FactName<T>;
  /** Adyen's reference of the operation; absent where an answer carried none. */
  readonly pspReference?: PspReference | undefined;
  /** What the operation moved; a transaction that this entry adds gets it. */
  readonly amount: Money;
  /** The transaction that was written before Adyen was called, where the entry is Adyen's answer to it. */
  readonly transactionId?: TransactionId | undefined;
  /** The `merchantReference` of a notification: names the transaction whose answer was lost. */
  readonly reference?: string | undefined;
  readonly reason?: string | undefined;
  /** ISO 8601; becomes the transaction's timestamp when this entry decides its state. */
  readonly at?: string | undefined;
  /** Short facts for the answer to a repeated attempt: what Adyen said, in the connector's own form. */
  readonly outcome?: string | undefined;
  /** The amount need not equal the transaction's (an expired remainder, for example). */
  readonly amountMayDiffer?: boolean;
  /** The reference may be the event's own instead of the operation's: it finds the transaction, and never becomes its name. */
  readonly mayBeMisnamed?: boolean;
  /** Of an authorisation: what issuer, scheme and risk checks made of it. */
  readonly assessment?: Assessment | undefined;
  /** Of an authorisation that is its own capture. */
  readonly isCapturedAtOnce?: boolean;
  /** Of another try of a refused charge: it has a reference of its own, and is never the attempt's own authorisation. */
  readonly isLaterTry?: boolean;
  /** Of an authorisation that Adyen holds for a review by a person. */
  readonly isInReview?: boolean;
  /** Of an event of a dispute: its code, and what it says beside the money. */
  readonly dispute?: { readonly code: string; readonly details: EventDetails };
  /** Of a capture after which none is possible. */
  readonly endsRest?: boolean;
}

/** Something became known about one operation at Adyen. */
export type Entry = { [T in TransactionType]: Common<T> }[TransactionType];

/** The authorised amount was changed; the adjustment with the latest `eventDate` holds. */
export interface Adjustment {
  readonly type: 'Adjustment';
  /** The authorisation that was adjusted. */
  readonly authorisation: PspReference | undefined;
  readonly pspReference: PspReference;
  readonly amount: Money;
  readonly at: string;
}

/** Adyen closed an order of partial payments: this part was given back. */
export interface OrderClosed {
  readonly type: 'OrderClosed';
  /** The part's authorisation. */
  readonly authorisation: PspReference;
  /** The order's own reference. */
  readonly pspReference: PspReference;
  readonly amount: Money;
  readonly refund: boolean;
  readonly at: string;
}

/** Adyen reversed the payment, and does not say whether that was a cancellation or a refund. */
export interface CancelOrRefund {
  readonly type: 'CancelOrRefund';
  readonly authorisation: PspReference | undefined;
  readonly pspReference: PspReference;
  readonly amount: Money;
  readonly succeeded: boolean;
}

/** An event that moves no money: something to know about the payment. */
export interface Described {
  readonly type: 'Described';
  readonly authorisation: PspReference | undefined;
  readonly event: EventFact;
}

/** Something about the connector's own part in an operation, which decides no state. */
export interface Note {
  readonly type: 'Note';
  readonly transactionId: TransactionId | undefined;
  /**
   * `unsent`: the attempt certainly never reached Adyen, so it does not stand in another one's way. `answered`: whoever
   * asked for the modification was told its outcome, so that the same request again is another one.
   */
  readonly note: 'unsent' | 'answered';
}

/** What the payment is to be from now on, before it is authorised: the shopper changes the order at PayPal. */
export interface Plan {
  readonly type: 'Plan';
  readonly amount: Money;
}

/** Adyen is asked to change the amount of PayPal's order, or what came of that is known. */
export interface OrderChange {
  readonly type: 'OrderChange';
  /** When it was asked for, which tells it from others: ISO 8601 in UTC. */
  readonly at: string;
  readonly amount: Money;
  /** `lost`: the call has ended, and Adyen may have done it. */
  readonly stage: 'asked' | 'lost' | 'done' | 'refused';
}

/** An amount update is asked for under a key of the caller's. The first request with a key has it. */
export interface UpdateAsked {
  readonly type: 'UpdateAsked';
  readonly keyDigest: string;
  readonly contentDigest: string;
}

/** Adyen's data for the next update of the amount. */
export interface AdjustData {
  readonly type: 'AdjustData';
  readonly data: string;
  /** The update that they answer; without it they came with the authorisation. */
  readonly update?: { readonly key: string; readonly sent: string | undefined };
}

/** A request shares the attempt's Payment with the one that has created it, or gives up without having linked it. */
export interface Participation {
  readonly type: 'Participation';
  /** Of one request to the processor. */
  readonly requestId: string;
  readonly stage: 'joined' | 'left';
}

/** The attempt is made anew for another amount: Adyen has not answered it, or has never got it. */
export interface Request {
  readonly type: 'Request';
  /** The intent that it takes the place of. */
  readonly transactionId: TransactionId | undefined;
  readonly amount: Money;
  readonly at: string;
}

export type LedgerEntry =
  | Entry
  | Adjustment
  | OrderClosed
  | CancelOrRefund
  | Described
  | Note
  | Plan
  | OrderChange
  | UpdateAsked
  | AdjustData
  | Participation
  | Request;
