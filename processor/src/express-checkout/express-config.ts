import type { PaymentMethodsAnswer } from '../adyen/responses.ts';
import { accountOfCountry } from '../config/merchant-accounts.ts';
import type { PaymentDependencies } from '../use-case.ts';

/**
 * Adyen's payment methods of a country, for buttons on pages where there is neither cart nor session yet.
 * @throws Fault 400 or 422 for what Adyen refuses, 502 to 504 when it cannot be used
 */
export const methodsOfCountry = async (
  { adyen, config }: PaymentDependencies,
  countryCode: string,
): Promise<PaymentMethodsAnswer['paymentMethods']> => {
  const { merchantAccount } = accountOfCountry(config, countryCode);
  return (await adyen.paymentMethods({ merchantAccount, countryCode, channel: 'Web' })).paymentMethods;
};
