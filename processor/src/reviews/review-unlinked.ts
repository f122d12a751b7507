import type { Payment } from '@commercetools/platform-sdk';
import { paymentIdOf, pspReferenceOf } from '../identifiers.ts';
import { cartOfAttempt } from '../ledger/attempt-state.ts';
import { holdsMoney, reviewUnlinkedPayment } from '../modifications/reverse-unlinked.ts';
import { errorType } from '../observability/spans.ts';
import { reasonOf } from './review-cart.ts';
import { found, nothing, type Looked, type ReviewDependencies } from './review.ts';

/** Of authorised Payments those that hold money and that neither a cart nor an order lists. */
export const unlinkedOf = async (
  deps: Pick<ReviewDependencies, 'carts' | 'config'>,
  payments: readonly Payment[],
): Promise<ReadonlySet<Payment>> => {
  const holding = payments.filter((payment) => holdsMoney(deps, payment));
  const listed = await deps.carts.listed(holding.map(paymentIdOf));
  return new Set(holding.filter((payment) => !listed.has(paymentIdOf(payment))));
};

/** A Payment that nobody counts: reversed where its cart is paid without it, else reported. */
export const reviewUnlinked = async (deps: ReviewDependencies, payment: Payment): Promise<Looked> => {
  const finding = {
    kind: 'UnlinkedPayment' as const,
    cartId: cartOfAttempt(payment),
    paymentId: paymentIdOf(payment),
    pspReference: pspReferenceOf(payment),
    since: payment.createdAt,
  };
  try {
    const reversed = await reviewUnlinkedPayment(deps, payment);
    if (!reversed || reversed.state === 'reversing') return nothing;
    return found({ ...finding, reason: reasonOf(reversed) });
  } catch (error) {
    return found({ ...finding, reason: errorType(error) });
  }
};
