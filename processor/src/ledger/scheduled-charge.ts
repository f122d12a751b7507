import type { Payment } from '@commercetools/platform-sdk';
import type { CaptureStatement } from '../config/config.ts';
import { standing } from './authorised-amount.ts';
import type { Entry } from './entry.ts';
import { viewsOf, type TransactionView } from './transaction-view.ts';

// What was stated of a payment's capture decides its charge: with `immediate` the authorisation is the charge, with a number
// of hours it is one once they are over. Adyen reports neither, unless the merchant has it report delayed captures.
// Source: https://docs.adyen.com/online-payments/capture (delayed automatic capture)

const HOUR_MS = 60 * 60 * 1000;

/** How Adyen was asked to capture a payment; `undefined` where nothing was stated: the method and the account decide. */
export const statedCapture = (views: readonly TransactionView[]): CaptureStatement | undefined =>
  views
    .filter(({ type }) => type === 'Authorization')
    .flatMap(({ facts }) => facts.named('stated'))
    .map(({ capture }) => capture)[0];

/** Whether Adyen will capture it automatically and has not yet: until then it can be cancelled and not refunded. */
export const isScheduled = ({ type, state, facts }: TransactionView): boolean =>
  type === 'Charge' && state === 'Pending' && facts.has('scheduled') && !facts.has('accepted');

/**
 * What has become of scheduled charges by now: one whose hours are over since the authorisation is captured, unless another
 * capture or a cancellation is under way, which decides first.
 */
export const dueCharges = (payment: Payment, now: Date): Entry[] => {
  const views = viewsOf(payment);
  const capture = statedCapture(views);
  if (typeof capture !== 'number' || views.some(isUnderWay)) return [];
  const authorisation = standing(views, 'Authorization').find(({ state }) => state === 'Success');
  const since = authorisation?.timestamp ?? payment.createdAt;
  const due = new Date(Date.parse(since) + capture * HOUR_MS);
  if (now < due) return [];
  return views.filter(isScheduled).map(({ id, interactionId, amount }) => ({
    type: 'Charge',
    fact: 'captured',
    transactionId: id,
    pspReference: interactionId,
    amount,
    at: due.toISOString(),
  }));
};

const isUnderWay = (view: TransactionView): boolean =>
  (view.type === 'Charge' || view.type === 'CancelAuthorization') &&
  (view.state === 'Initial' || view.state === 'Pending') &&
  !isScheduled(view);
