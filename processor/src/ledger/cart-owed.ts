import type { Cart, Payment } from '@commercetools/platform-sdk';
import { balanceOf } from './balance.ts';
import type { Money } from './money.ts';

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
