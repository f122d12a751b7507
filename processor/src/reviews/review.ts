import type { ReviewQueries } from '../commercetools/review-queries.ts';
import type { CartId, PaymentId, PspReference, TransactionId } from '../identifiers.ts';
import type { Flag } from '../ledger/flags.ts';
import type { Instruments } from '../observability/instruments.ts';
import type { PaymentDependencies } from '../use-case.ts';

export type ReviewDependencies = PaymentDependencies & {
  readonly reviewQueries: ReviewQueries;
  readonly instruments: Instruments;
};

/** What a review may come upon; also the code of its log line. */
export type FindingKind =
  | 'UnfinishedAttempt'
  | 'PendingAttempt'
  | 'UnansweredModification'
  | 'UnconfirmedModification'
  | 'CartPaidTwice'
  | 'UnlinkedPayment'
  | 'UnpreparedRecurringOrder'
  | 'UnmatchedNotification'
  | 'LapsedDispute'
  | Flag;

export interface Finding {
  readonly kind: FindingKind;
  readonly paymentId?: PaymentId | undefined;
  readonly cartId?: CartId | undefined;
  readonly transactionId?: TransactionId | undefined;
  readonly pspReference?: PspReference | undefined;
  readonly eventCode?: string | undefined;
  /** ISO 8601: when it began. */
  readonly since: string;
  /** Why it could not be settled, where that was tried: the error's code. */
  readonly reason?: string | undefined;
}

/** What one part of a review made of one thing that it looked at. */
export interface Looked {
  readonly settled: readonly Finding[];
  readonly findings: readonly Finding[];
}

export interface ReviewOptions {
  readonly limit: number;
  /** What is younger may still be under way. */
  readonly olderThanMs: number;
  /** An attempt that nobody finished for so long is closed. */
  readonly abandonedAfterMs: number;
  /** Whether the page has had its time: nothing that may hang is begun any more. */
  readonly isTimeOver: () => boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Notifications of banks and of captures may take a day or more; what is accepted and older deserves a look. */
export const CONFIRMATION_MS = 3 * DAY_MS;
/** Adyen remembers an idempotency key for seven days at least. */
export const KEY_LIFETIME_MS = 6 * DAY_MS;
/** Carts that changed within these days are looked at for double payments. */
export const LOOK_BACK_MS = 7 * DAY_MS;
/** A Payment that nobody has touched for so long is looked at for its flags no more. */
export const FLAGGED_MS = 180 * DAY_MS;

export const nothing: Looked = { settled: [], findings: [] };
export const settled = (finding: Finding): Looked => ({ settled: [finding], findings: [] });
export const found = (finding: Finding): Looked => ({ settled: [], findings: [finding] });
