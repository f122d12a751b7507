import type { Cart } from '@commercetools/platform-sdk';
import type { Config } from '../../config/config.ts';
import { entryOfCart } from '../../config/merchant-accounts.ts';
import { toAdyenAmount, type Money } from '../../ledger/money.ts';

/**
 * With Adyen for Platforms: all of the amount goes to the balance account of the cart's store. A capture or an amount update
 * over another amount than was authorised needs it too, else Adyen books all of it to the platform's own account; a refund
 * follows the payment.
 * Source: https://docs.adyen.com/platforms/online-payments/split-transactions/split-payments-at-capture
 */
export const splitsFor = (
  config: Pick<Config, 'adyen'>,
  cart: Cart,
  { amount, reference }: { readonly amount: Money; readonly reference: string },
) => {
  const { balanceAccount } = entryOfCart(config, cart);
  if (balanceAccount === undefined) return undefined;
  const { value } = toAdyenAmount(amount);
  return [{ type: 'BalanceAccount' as const, account: balanceAccount, amount: { value }, reference }];
};
