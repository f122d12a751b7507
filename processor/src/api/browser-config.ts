import type { Config } from '../config/config.ts';

/** What decides what a browser may know, beside the configuration. */
interface Browser {
  /** Of the merchant account that the payment will belong to; the default account's where it is not known. */
  readonly clientKey: string | undefined;
  /** Whether the shopper is a customer: nothing is stored for a guest, nor before there is a cart. */
  readonly isCustomer: boolean;
}

/** What a browser may know of the configuration: the response of `GET /operations/config`, `config` of `/express-config`. */
export const browserConfig = (
  config: Config,
  { clientKey = config.adyen.clientKey, isCustomer }: Browser,
): Record<string, unknown> => {
  const { adyen, applePay, paymentComponentsConfig, storedPaymentMethods } = config;
  return {
    clientKey,
    environment: adyen.environment,
    applePayConfig: { usesOwnCertificate: applePay !== undefined },
    ...(paymentComponentsConfig ? { paymentComponentsConfig } : {}),
    storedPaymentMethodsConfig: { isEnabled: storedPaymentMethods.isEnabled && isCustomer },
    ...(adyen.webUrl === undefined ? {} : { environmentUrls: environmentUrls(adyen.webUrl) }),
  };
};

/** In the form of adyen-web's `_environmentUrls`. `webUrl` ends in a slash. */
const environmentUrls = (webUrl: string) => ({
  api: `${webUrl}checkoutshopper/`,
  analytics: `${webUrl}checkoutanalytics/`,
  cdn: { images: `${webUrl}checkoutshopper/`, translations: `${webUrl}checkoutshopper/` },
});
