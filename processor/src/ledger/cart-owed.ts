import type { Cart, Payment } from '@commercetools/platform-sdk';
import { balanceOf } from './balance.ts';
import type { Money } from './money.ts';
import { viewsOf } from './transaction-view.ts';

/** The cart's gross total, in minor units by ISO 4217. */
export const grossTotal = ({ taxedPrice, totalPrice }: Pick<Cart, 'taxedPrice' | 'totalPrice'>): Money => {
  const { centAmount, currencyCode } = taxedPrice?.totalGross ?? totalPrice;
  return { centAmount, currencyCode };
};

/**
 * What the cart still owes: its gross total less what its payments really hold, less what the session plans to take from
 * a gift card. May be zero or negative. A pending redirect holds nothing.
 */
export const owed = (
  cart: Pick<Cart, 'taxedPrice' | 'totalPrice'>,
  payments: readonly Payment[],
  giftCardPlanned?: Money,
): Money => {
  const { centAmount, currencyCode } = grossTotal(cart);
  const held = payments
    .filter(({ amountPlanned }) => amountPlanned.currencyCode === currencyCode)
    .reduce((total, payment) => total + balanceOf(payment).held, 0);
  const planned = giftCardPlanned?.currencyCode === currencyCode ? giftCardPlanned.centAmount : 0;
  return { centAmount: centAmount - held - planned, currencyCode };
};

/**
 * What the cart still owes when this payment is done; `undefined` when that is nothing. A payment that waits for a bank's
 * confirmation counts as done, and as over what was planned.
 * @param siblings the cart's other payments
 */
export const owedAfter = (
  cart: Pick<Cart, 'taxedPrice' | 'totalPrice'>,
  payment: Payment,
  siblings: readonly Payment[],
  giftCardPlanned?: Money,
): Money | undefined => {
  const due = owed(cart, siblings, giftCardPlanned);
  const isWaiting = viewsOf(payment).some(
    ({ type, state }) => type === 'Authorization' && (state === 'Initial' || state === 'Pending'),
  );
  const { centAmount: planned, currencyCode } = payment.amountPlanned;
  const paid = isWaiting ? planned : balanceOf(payment).held;
  const centAmount = due.centAmount - (currencyCode === due.currencyCode ? paid : 0);
  return centAmount > 0 ? { ...due, centAmount } : undefined;
};
