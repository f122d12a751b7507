import type { Payment } from '@commercetools/platform-sdk';
import { balanceOf } from './balance.ts';
import { flags, flagTransactions, type Flag } from './flags.ts';
import { viewsOf, type TransactionView } from './transaction-view.ts';

/** A flag that somebody still has to look at. */
export interface OpenFlag {
  readonly flag: Flag;
  readonly view: TransactionView;
}

/** What nothing ends is reported for so long. */
const REPORTED_MS = 30 * 24 * 60 * 60 * 1000;

/** What each flag is open for. */
const isOpen: Readonly<Record<Flag, (payment: Payment, isRecent: boolean) => boolean>> = {
  ManualReviewPending: () => true,
  // A refund, a cancellation or a chargeback ends it.
  ManualReviewRejected: (payment) => balanceOf(payment).held > 0,
  FraudAlert: (payment, isRecent) => isRecent && balanceOf(payment).held > 0,
  SettlementReversed: (_, isRecent) => isRecent,
  RefundNotCleared: (_, isRecent) => isRecent,
  DisputeContradiction: () => true,
};

/** The flags of a Payment that are open. */
export const openFlags = (payment: Payment, now: Date): OpenFlag[] => {
  const views = viewsOf(payment);
  flagTransactions(views);
  return views.flatMap((view) =>
    flags
      .filter((flag) => view.fields.flags?.includes(flag) && isOpen[flag](payment, isRecent(view, now)))
      .map((flag) => ({ flag, view })),
  );
};

const isRecent = ({ facts }: TransactionView, now: Date): boolean =>
  facts.named('event').some(({ at }) => now.getTime() - Date.parse(at) < REPORTED_MS);
