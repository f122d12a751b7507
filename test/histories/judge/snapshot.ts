import type { Payment } from '@commercetools/platform-sdk';
import type { Payment as AdyenPayment } from '../../sandbox/adyen/books.ts';

export interface JudgedCart {
  readonly id: string;
  readonly total: number;
  /** The Payments that it lists. */
  readonly paymentIds: readonly string[];
  /** What the processor says that it owes. */
  readonly owed: number | undefined;
}

/** What the last reviews found. */
export interface JudgedFinding {
  readonly kind: string;
  readonly paymentId?: string | undefined;
  readonly cartId?: string | undefined;
}

/** Requests that were made, and repeated under their key or not. */
export interface JudgedRequests {
  /** Presses of the pay button in a cart, repeats left out. */
  readonly attempts: readonly { readonly cartId: string }[];
  /** The back office's, repeats left out. */
  readonly intents: readonly { readonly paymentId: string; readonly intent: string }[];
}

/** All that is judged: both sides of the money, and what was asked for. */
export interface Snapshot {
  readonly carts: readonly JudgedCart[];
  /** commercetools' Payments of these carts' shoppers. */
  readonly payments: readonly Payment[];
  readonly atAdyen: readonly AdyenPayment[];
  readonly findings: readonly JudgedFinding[];
  readonly requests: JudgedRequests;
  /** References of the operations that were made in Adyen's Customer Area. */
  readonly madeAtAdyen: ReadonlySet<string>;
  /** Idempotency keys that came to Adyen with another body. */
  readonly keysUsedTwice: readonly string[];
  readonly internalFaults: readonly string[];
  readonly unacknowledged: readonly string[];
  /** The Payments as they were before every webhook was delivered once more, and afterwards; one line each. */
  readonly replayed: { readonly before: readonly string[]; readonly after: readonly string[] };
}
