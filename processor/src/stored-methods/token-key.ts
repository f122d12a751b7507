import { tokenKey } from '../commercetools/payment-methods.ts';
import type { Config } from '../config/config.ts';

/** The key of this connector's payment method for a token. */
export const ownTokenKey = (
  { storedPaymentMethods, adyen }: Pick<Config, 'storedPaymentMethods' | 'adyen'>,
  token: string,
): string => tokenKey({ ...storedPaymentMethods, merchantAccount: adyen.merchantAccount }, token);
