import type { Cart, Payment } from '@commercetools/platform-sdk';
import { balanceOf } from './balance.ts';
import { grossTotal } from './cart-owed.ts';
import { compare } from './order.ts';
import { isOurs } from './ours.ts';
import { viewsOf } from './transaction-view.ts';

/** When the authorisation succeeded, as far as commercetools knows; ISO 8601. */
const authorisedAt = (payment: Payment): string =>
  viewsOf(payment).find(({ type, state }) => type === 'Authorization' && state === 'Success')?.timestamp ??
  payment.createdAt;

/**
 * The payment of a cart that is one too many: without it the others still hold the cart's total. Of several it is the one
 * that was authorised last (then by id), so that every instance that sees them all names the same one. Another provider's
 * is named only where none of ours can be given back; a cart that only others have paid is their business.
 */
export const duplicateOf = (
  cart: Pick<Cart, 'taxedPrice' | 'totalPrice'>,
  payments: readonly Payment[],
): Payment | undefined => {
  const { centAmount: total, currencyCode } = grossTotal(cart);
  const holding = payments
    .map((payment) => ({ payment, held: balanceOf(payment).held }))
    .filter(({ payment, held }) => held > 0 && payment.amountPlanned.currencyCode === currencyCode)
    .sort((a, b) => compare(sortKey(a.payment), sortKey(b.payment)));
  const sum = holding.reduce((all, { held }) => all + held, 0);
  const tooMany = holding
    .filter(({ held }) => sum - held >= total && total > 0)
    .map(({ payment }) => payment);
  if (!holding.some(({ payment }) => isOurs(payment))) return undefined;
  return tooMany.findLast(isOurs) ?? tooMany.at(-1);
};

const sortKey = (payment: Payment): string => `${authorisedAt(payment)} ${payment.id}`;
