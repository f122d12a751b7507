import type { Cart, PaymentMethod } from '@commercetools/platform-sdk';
import { countryOf, type Whereabouts } from '../cart-addresses.ts';
import { toMerchantAccount, type MerchantAccount } from '../identifiers.ts';
import type { Config } from './config.ts';
import type { MerchantAccountEntry } from './read-merchant-accounts.ts';

type Accounts = Pick<Config['adyen'], 'merchantAccount' | 'merchantAccounts'>;
type AccountCart = Whereabouts &
  Partial<Pick<Cart, 'store'>> & { readonly totalPrice: { readonly currencyCode: string } };

const has = (values: readonly string[] | undefined, value: string | undefined): boolean =>
  values === undefined || (value !== undefined && values.includes(value));

/** The account for a store, a country and a currency; the first entry all of whose conditions hold, else the usual one. */
const findAccount = (
  { merchantAccounts, merchantAccount }: Accounts,
  given: { store: string | undefined; country: string | undefined; currency: string | undefined },
): Pick<MerchantAccountEntry, 'merchantAccount' | 'clientKey' | 'balanceAccount'> =>
  merchantAccounts.find(
    ({ stores, countries, currencies }) =>
      has(stores, given.store) && has(countries, given.country) && has(currencies, given.currency),
  ) ?? { merchantAccount };

/** The entry of the setting that a cart's payments belong to. */
export const entryOfCart = ({ adyen }: { readonly adyen: Accounts }, cart: AccountCart) =>
  findAccount(adyen, {
    store: cart.store?.key,
    country: countryOf(cart),
    currency: cart.totalPrice.currencyCode,
  });

/** What a page knows of the shopper's cart before there is one. */
export interface ShopperMarket {
  readonly countryCode: string;
  readonly currencyCode?: string | undefined;
}

/** Where there is no cart yet; an entry with a condition on what is not known does not fit. */
export const entryOfMarket = ({ adyen }: { readonly adyen: Accounts }, market: ShopperMarket) =>
  findAccount(adyen, { store: undefined, country: market.countryCode, currency: market.currencyCode });

/** Adyen's merchant account for a cart. */
export const accountOfCart = (config: { readonly adyen: Accounts }, cart: AccountCart): MerchantAccount =>
  entryOfCart(config, cart).merchantAccount;

/** Every merchant account that the connector works with. */
export const allAccounts = ({ adyen }: { readonly adyen: Accounts }): readonly MerchantAccount[] => [
  ...new Set([
    adyen.merchantAccount,
    ...adyen.merchantAccounts.map(({ merchantAccount }) => merchantAccount),
  ]),
];

/**
 * The account that keeps a stored method's token; one that says nothing is the usual account's. `undefined` where stored
 * methods have an interface account of the merchant's own choice, which tells no merchant account.
 */
export const accountOfMethod = (
  config: {
    readonly adyen: Accounts;
    readonly storedPaymentMethods: Pick<Config['storedPaymentMethods'], 'interfaceAccount'>;
  },
  { interfaceAccount }: Pick<PaymentMethod, 'interfaceAccount'>,
): MerchantAccount | undefined => {
  if (config.storedPaymentMethods.interfaceAccount !== undefined) return undefined;
  return interfaceAccount === undefined ? config.adyen.merchantAccount : toMerchantAccount(interfaceAccount);
};

/** Whether payments are booked to balance accounts, with Adyen for Platforms. */
export const hasBalanceAccounts = ({ adyen }: { readonly adyen: Accounts }): boolean =>
  adyen.merchantAccounts.some(({ balanceAccount }) => balanceAccount !== undefined);
