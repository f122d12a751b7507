import type { Payment } from '@commercetools/platform-sdk';
import { lapsedDisputes } from '../ledger/lapsed-disputes.ts';
import type { TransactionView } from '../ledger/transaction-view.ts';
import { errorType } from '../observability/spans.ts';
import { found, nothing, settled, type Finding, type Looked, type ReviewDependencies } from './review.ts';

/** A dispute in which nothing was debited: a request for information is closed once its time has ended. */
export const reviewDispute = async (
  deps: Pick<ReviewDependencies, 'payments' | 'now'>,
  payment: Payment,
  view: TransactionView,
  finding: Finding,
): Promise<Looked> => {
  const lapsed = lapsedDisputes(payment, deps.now()).filter(({ transactionId }) => transactionId === view.id);
  if (lapsed.length === 0) return nothing;
  try {
    await deps.payments.settle(payment, lapsed);
    return settled(finding);
  } catch (error) {
    return found({ ...finding, reason: errorType(error) });
  }
};
