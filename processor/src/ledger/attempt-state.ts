import type { Payment } from '@commercetools/platform-sdk';
import type { CaptureStatement } from '../config/config.ts';
import type { CartId } from '../identifiers.ts';
import { requestedAmountOf, standing } from './authorised-amount.ts';
import { balanceOf } from './balance.ts';
import type { Money } from './money.ts';
import { statedCapture } from './scheduled-charge.ts';
import { fieldsOf } from './transaction-fields.ts';
import { isOpen, isUnanswered, viewsOf, type TransactionView } from './transaction-view.ts';

/** Beyond Adyen's deadline, for the two writes around the call; milliseconds. */
const MARGIN_MS = 5_000;

/**
 * The attempt's authorisation: the transaction that was written before Adyen was called, or the one that has taken its place
 * since Adyen authorised another amount.
 */
export const authorisationOf = (payment: Payment): TransactionView | undefined => {
  const all = standing(viewsOf(payment), 'Authorization');
  // Of a charge that Adyen tried more than once, the try that succeeded.
  return all.find(({ state }) => state === 'Success') ?? all[0];
};

/** What Adyen was asked for, which is what a repeat of the same request has to ask for. */
export const requestedAmount = (payment: Payment): Money =>
  requestedAmountOf(viewsOf(payment)) ?? payment.amountPlanned;

/** How Adyen is asked to capture it; `undefined` where the method and the account decide. */
export const captureOf = (payment: Payment): CaptureStatement | undefined => statedCapture(viewsOf(payment));

/** The cart that the attempt is to pay; `undefined` where an earlier version wrote it. */
export const cartOfAttempt = (payment: Payment): CartId | undefined =>
  standing(viewsOf(payment), 'Authorization').find(({ fields }) => fields.cart !== undefined)?.fields.cart;

/** Whether a request has created the Payment, also where it never got the response. */
export const isCreatedBy = ({ transactions }: Pick<Payment, 'transactions'>, request: string): boolean =>
  transactions.some((transaction) => fieldsOf(transaction).createdBy === request);

/** Whether Adyen has not answered the attempt: it was never sent, or the answer was lost. */
export const isUnansweredAttempt = (payment: Payment): boolean => {
  const authorisation = authorisationOf(payment);
  return authorisation !== undefined && isUnanswered(authorisation);
};

/** Whether the attempt certainly never reached Adyen. */
export const wasNeverSent = (payment: Payment): boolean =>
  isUnansweredAttempt(payment) && authorisationOf(payment)?.facts.has('unsent') === true;

/** Whether every authorisation of it was refused. */
export const hasFailed = (payment: Payment): boolean => {
  const authorisations = viewsOf(payment).filter(({ type }) => type === 'Authorization');
  return authorisations.length > 0 && authorisations.every(({ state }) => state === 'Failure');
};

/** Whether the same attempt may be made anew: it failed, or all that it had brought was given back. */
export const isOver = (payment: Payment): boolean => {
  if (hasFailed(payment)) return true;
  const { authorised, captured, held } = balanceOf(payment);
  return authorised + captured > 0 && held === 0;
};

/** Whether the shopper was sent somewhere and has not come back: it holds nothing, and nobody waits for its answer. */
export const isAwaitingShopper = (payment: Payment): boolean =>
  viewsOf(payment).some((view) => view.type === 'Authorization' && isOpen(view) && !isUnanswered(view));

/** Whether a shopper could still finish it: an authorisation without an end. */
export const mayStillSucceed = (payment: Payment): boolean =>
  viewsOf(payment).some(
    ({ type, state }) => type === 'Authorization' && (state === 'Initial' || state === 'Pending'),
  );

/** Whether Adyen tries a refused charge again, so that it may succeed for some weeks. */
export const isBeingRescued = (payment: Payment): boolean =>
  viewsOf(payment).some(
    ({ type, state, facts }) => type === 'Authorization' && state === 'Pending' && facts.has('rescuing'),
  );

/**
 * Whether the attempt is at Adyen right now: written, not answered, and within the time that Adyen is given. What is older
 * was cut off by a crash or a lost answer; it must not keep the shopper from paying for longer.
 */
export const isAtAdyen = (payment: Payment, now: Date, deadlineMs: number): boolean =>
  viewsOf(payment).some(
    (view) =>
      view.type === 'Authorization' &&
      isUnanswered(view) &&
      !view.facts.has('unsent') &&
      now.getTime() - Date.parse(view.timestamp ?? payment.createdAt) < deadlineMs + MARGIN_MS,
  );
