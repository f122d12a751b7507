import type { CartWithPayments } from '../commercetools/carts.ts';
import { cartIdOf, paymentIdOf, pspReferenceOf } from '../identifiers.ts';
import { errorType } from '../observability/spans.ts';
import type { Reversed } from '../modifications/reverse-duplicate.ts';
import { reverseSurplus } from '../modifications/reverse-duplicates.ts';
import { found, type Finding, type Looked, type ReviewDependencies } from './review.ts';

/**
 * A cart that was paid more than once: what is too much is reversed, or reported where that cannot be done, is not wanted or
 * has failed. A reversal that Adyen has accepted is neither a finding nor settled: its confirmation, or an
 * `UnconfirmedModification` of the payments' part, is still to come.
 */
export const reviewCart = async (
  deps: ReviewDependencies,
  { cart, payments }: CartWithPayments,
): Promise<Looked> => {
  const kind = 'CartPaidTwice';
  try {
    const all = await reverseSurplus(deps, { cart, payments, repeats: 'afterPause' });
    const findings = all.flatMap((reversed): Finding[] => {
      const { payment, state } = reversed;
      if (state === 'reversing') return [];
      return [
        {
          kind,
          cartId: cartIdOf(cart),
          paymentId: paymentIdOf(payment),
          pspReference: pspReferenceOf(payment),
          since: payment.createdAt,
          reason: reasonOf(reversed),
        },
      ];
    });
    return { settled: [], findings };
  } catch (error) {
    return found({ kind, cartId: cartIdOf(cart), since: cart.createdAt, reason: errorType(error) });
  }
};

export const reasonOf = (reversed: Reversed): string | undefined => {
  if (reversed.state === 'failed') return errorType(reversed.error);
  return reversed.state === 'reversing' ? undefined : reversed.reason;
};
