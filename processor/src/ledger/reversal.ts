import type { TransactionView } from './transaction-view.ts';

/** The fact that says of each kind of reversal that it has happened. */
export const REVERSED = { Refund: 'refunded', CancelAuthorization: 'cancelled' } as const;

export type ReversalType = keyof typeof REVERSED;

export const isReversal = ({ type }: Pick<TransactionView, 'type'>): boolean => type in REVERSED;

/**
 * Whether anything is captured: what failed in the end was not. Read off the states, since of the facts only those are
 * remembered that could decide when they arrived.
 */
export const isCaptured = (views: readonly TransactionView[]): boolean =>
  views.some(({ type, state }) => type === 'Charge' && state === 'Success');
