import { fault } from '../errors.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { sameMoney } from '../ledger/transaction-view.ts';

/**
 * What is charged is what the shopper was shown.
 * @param expected what the page says that it showed, if it says so
 * @param due what is charged
 * @param shown what a page may show instead: of a cart that a gift card pays a part of, all that it owes
 * @throws Fault 409 `AmountChanged` with the right amount
 */
export const assertExpected = (expected: Money | undefined, due: Money, shown: Money = due): void => {
  if (!expected || sameMoney(expected, due) || sameMoney(expected, shown)) return;
  const { centAmount, currencyCode } = shown;
  const values = { due: formatMoney(shown) };
  throw fault('AmountChanged', { values, fields: { amount: { centAmount, currencyCode } } });
};
