import type { PaymentMethodsAnswer } from '../adyen/responses.ts';
import { entryOfMarket, type ShopperMarket } from '../config/merchant-accounts.ts';
import type { PaymentDependencies } from '../use-case.ts';

/**
 * Adyen's payment methods of a country, in the merchant account of its carts, for buttons on pages where there is neither
 * cart nor session yet.
 * @throws Fault 400 or 422 for what Adyen refuses, 502 to 504 when it cannot be used
 */
export const methodsOfCountry = async (
  { adyen, config }: PaymentDependencies,
  market: ShopperMarket,
): Promise<PaymentMethodsAnswer['paymentMethods']> => {
  const { merchantAccount } = entryOfMarket(config, market);
  const { countryCode } = market;
  return (await adyen.paymentMethods({ merchantAccount, countryCode, channel: 'Web' })).paymentMethods;
};
