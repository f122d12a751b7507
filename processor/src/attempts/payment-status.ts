import { compact } from '../adyen/wire.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { notFound } from '../errors.ts';
import type { PaymentId } from '../identifiers.ts';
import { standing } from '../ledger/authorised-amount.ts';
import { owedAfter } from '../ledger/cart-owed.ts';
import type { Money } from '../ledger/money.ts';
import { isUnanswered, viewsOf } from '../ledger/transaction-view.ts';
import { endOfAttempt } from './attempt-answer.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** What a frontend may ask after a lost answer. */
export interface PaymentStatus {
  readonly paymentReference: PaymentId;
  readonly status: 'pending' | 'actionRequired' | 'authorised' | 'failed';
  readonly resultCode?: string;
  /** What the cart still owes, in minor units by ISO 4217. */
  readonly remainingAmount?: Money;
}

/**
 * How an attempt stands, from commercetools alone.
 * @throws Fault 404 when the payment is not one of the session's cart
 */
export const paymentStatus = async (
  deps: PaymentDependencies,
  session: CheckoutSession,
  paymentReference: PaymentId,
): Promise<PaymentStatus> => {
  const found = await deps.carts.get(session.cartId);
  const payment = found?.payments.find(({ id }) => id === paymentReference);
  if (!found || !payment) throw notFound('The payment');

  const authorisations = standing(viewsOf(payment), 'Authorization');
  const has = (state: string) => authorisations.find((view) => view.state === state);
  const authorised = has('Success');
  if (authorised) {
    const { cart, payments } = found;
    const siblings = payments.filter(({ id }) => id !== payment.id);
    const remainingAmount = owedAfter(cart, payment, siblings, session.giftCardPlannedAmount);
    return compact({
      paymentReference,
      status: 'authorised' as const,
      resultCode: 'Authorised',
      remainingAmount,
    });
  }
  if (has('Pending')) return { paymentReference, status: 'pending', resultCode: 'Pending' };
  const open = has('Initial');
  if (open) return { paymentReference, status: isUnanswered(open) ? 'pending' : 'actionRequired' };
  const failed = has('Failure');
  return failed
    ? { paymentReference, status: 'failed', resultCode: endOfAttempt(failed)?.resultCode ?? 'Refused' }
    : { paymentReference, status: 'pending' };
};
