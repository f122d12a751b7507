import type { CartWithPayments } from '../commercetools/carts.ts';
import { balanceOf } from '../ledger/balance.ts';
import { duplicateOf } from '../ledger/duplicates.ts';
import { isOurs } from '../ledger/ours.ts';
import { errorType } from '../observability/spans.ts';
import { reverseDuplicate } from '../payments/reverse-duplicates.ts';
import { found, nothing, settled, type Finding, type Looked, type ReviewDependencies } from './review.ts';

/** A cart that was paid twice: one payment is given back, or reported where that is configured or it is not ours. */
export const reviewCart = async (
  deps: ReviewDependencies,
  { cart, payments }: CartWithPayments,
): Promise<Looked> => {
  const duplicate = duplicateOf(cart, payments);
  if (!duplicate) return nothing;
  const { cancelling, refundPending } = balanceOf(duplicate);
  if (cancelling || refundPending > 0) return nothing;
  const finding: Finding = {
    kind: 'CartPaidTwice',
    cartId: cart.id,
    paymentId: duplicate.id,
    pspReference: duplicate.interfaceId,
    since: duplicate.createdAt,
  };
  try {
    await reverseDuplicate(deps, cart, payments);
    const isReversed = deps.config.duplicatePayments === 'reverse' && isOurs(duplicate);
    return isReversed ? settled(finding) : found(finding);
  } catch (error) {
    return found({ ...finding, reason: errorType(error) });
  }
};
