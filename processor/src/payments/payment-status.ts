import type { CheckoutSession } from '../context/checkout-session.ts';
import { notFound } from '../errors.ts';
import { isUnanswered, viewsOf } from '../ledger/transaction-view.ts';
import { endOfAttempt } from './attempt-answer.ts';
import type { PaymentDependencies } from './dependencies.ts';

/** What a frontend may ask after a lost answer. */
export interface PaymentStatus {
  readonly paymentReference: string;
  readonly status: 'pending' | 'actionRequired' | 'authorised' | 'failed';
  readonly resultCode?: string;
}

/**
 * How an attempt stands, from commercetools alone.
 * @throws Fault 404 when the payment is not one of the session's cart
 */
export const paymentStatus = async (
  deps: PaymentDependencies,
  session: CheckoutSession,
  paymentReference: string,
): Promise<PaymentStatus> => {
  const found = await deps.carts.get(session.cartId);
  const payment = found?.payments.find(({ id }) => id === paymentReference);
  if (!payment) throw notFound('The payment');

  const authorisations = viewsOf(payment).filter(({ type }) => type === 'Authorization');
  const has = (state: string) => authorisations.find((view) => view.state === state);
  const authorised = has('Success');
  if (authorised) return { paymentReference, status: 'authorised', resultCode: 'Authorised' };
  if (has('Pending')) return { paymentReference, status: 'pending', resultCode: 'Pending' };
  const open = has('Initial');
  if (open) return { paymentReference, status: isUnanswered(open) ? 'pending' : 'actionRequired' };
  const failed = has('Failure');
  return failed
    ? { paymentReference, status: 'failed', resultCode: endOfAttempt(failed)?.resultCode ?? 'Refused' }
    : { paymentReference, status: 'pending' };
};
