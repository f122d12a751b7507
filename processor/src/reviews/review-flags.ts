import type { Payment } from '@commercetools/platform-sdk';
import { isInOwnAccount } from '../config/payment-accounts.ts';
import { paymentIdOf } from '../identifiers.ts';
import { openFlags } from '../ledger/open-flags.ts';
import { isOurs } from '../ledger/ownership.ts';
import { nothing, type Looked, type ReviewDependencies } from './review.ts';

/** What a person should look at, as long as that is open. */
export const reviewFlags = (
  { config, now }: Pick<ReviewDependencies, 'config' | 'now'>,
  payment: Payment,
): Looked => {
  if (!isOurs(payment) || !isInOwnAccount(config, payment)) return nothing;
  const findings = openFlags(payment, now()).map(({ flag: kind, view }) => ({
    kind,
    paymentId: paymentIdOf(payment),
    transactionId: view.id,
    pspReference: view.interactionId,
    since: view.timestamp ?? payment.createdAt,
  }));
  return { settled: [], findings };
};
