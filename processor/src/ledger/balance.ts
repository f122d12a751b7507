import type { Payment } from '@commercetools/platform-sdk';
import { latestAdjustment } from './notes.ts';
import type { TransactionType } from './rules.ts';
import { isScheduled } from './scheduled-charge.ts';
import { viewsOf, type TransactionView } from './transaction-view.ts';

/** What a Payment holds, in minor units of its currency by ISO 4217. */
export interface Balance {
  readonly currencyCode: string;
  readonly authorised: number;
  readonly captured: number;
  /** Captures whose outcome is open: requested or accepted. */
  readonly capturePending: number;
  readonly cancelled: number;
  /** Whether a cancellation is requested or accepted, or has happened. */
  readonly cancelling: boolean;
  readonly refunded: number;
  /** Refunds whose outcome is open: requested or accepted. */
  readonly refundPending: number;
  readonly chargedBack: number;
  /** What may still be captured: open captures count as captured. */
  readonly capturable: number;
  /** What may still be refunded: open captures count as captured, open refunds as refunded. */
  readonly refundable: number;
  /** What the merchant really has of the shopper's money, or a claim on it. */
  readonly held: number;
}

/** The balance of one Payment, from its transactions alone. */
export const balanceOf = (payment: Payment): Balance => {
  // What Adyen will capture automatically is not taken yet: until then it can be cancelled.
  const views = viewsOf(payment).filter((view) => !isScheduled(view));
  const { currencyCode } = payment.amountPlanned;
  const sum = (type: TransactionType, ...states: TransactionView['state'][]): number =>
    views
      .filter((view) => view.type === type && states.includes(view.state))
      // A dispute may be in the currency of the shopper's bank.
      .filter(({ amount }) => amount.currencyCode === currencyCode)
      .reduce((total, { amount }) => total + amount.centAmount, 0);

  const captured = sum('Charge', 'Success');
  const capturePending = sum('Charge', 'Initial', 'Pending');
  const cancelled = sum('CancelAuthorization', 'Success');
  const cancelling = views.some(({ type, state }) => type === 'CancelAuthorization' && state !== 'Failure');
  const refunded = sum('Refund', 'Success');
  const refundPending = sum('Refund', 'Initial', 'Pending');
  const chargedBack = sum('Chargeback', 'Success');
  const authorised = adjustedAmount(views) ?? sum('Authorization', 'Success');
  const atLeastZero = (amount: number): number => Math.max(0, amount);

  return {
    currencyCode,
    authorised,
    captured,
    capturePending,
    cancelled,
    cancelling,
    refunded,
    refundPending,
    chargedBack,
    capturable: cancelling ? 0 : atLeastZero(authorised - captured - capturePending),
    refundable: atLeastZero(captured + capturePending - refunded - refundPending - chargedBack),
    // A cancellation ends all of the authorisation, also what an adjustment adds that becomes known later.
    held: atLeastZero(Math.max(cancelled > 0 ? 0 : authorised, captured) - refunded - chargedBack),
  };
};

const adjustedAmount = (views: readonly TransactionView[]): number | undefined => {
  const authorised = views.filter(({ type, state }) => type === 'Authorization' && state === 'Success');
  return latestAdjustment(authorised.flatMap(({ facts }) => facts.named('adjusted')))?.centAmount;
};
