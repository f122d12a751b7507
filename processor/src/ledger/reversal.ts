import type { TransactionView } from './transaction-view.ts';

/** The fact that says of each kind of reversal that it has happened. */
export const REVERSED = { Refund: 'refunded', CancelAuthorization: 'cancelled' } as const;

/** What is concluded of a reversal under way when the order that the payment is a part of is closed. */
export const REVERSED_WITH_ORDER = { Refund: 'refunded', CancelAuthorization: 'cancelledWithOrder' } as const;

export type ReversalType = keyof typeof REVERSED;

export const isReversal = ({ type }: Pick<TransactionView, 'type'>): boolean => type in REVERSED;

/**
 * Whether anything is captured: what failed in the end was not. Read off the states, since of the facts only those are
 * remembered that could decide when they arrived.
 */
export const isCaptured = (views: readonly TransactionView[]): boolean =>
  views.some(({ type, state }) => type === 'Charge' && state === 'Success');
