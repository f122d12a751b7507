import type { Config } from '../config/config.ts';

/**
 * What a browser may know of the configuration: the answer of `GET /operations/config`, `config` of `/express-config`.
 * @param clientKey of the merchant account that the payment will belong to
 */
export const browserConfig = (
  config: Config,
  clientKey: string = config.adyen.clientKey,
): Record<string, unknown> => {
  const { adyen, applePay, paymentComponentsConfig, storedPaymentMethods } = config;
  return {
    clientKey,
    environment: adyen.environment,
    applePayConfig: { usesOwnCertificate: applePay !== undefined },
    ...(paymentComponentsConfig ? { paymentComponentsConfig } : {}),
    storedPaymentMethodsConfig: { isEnabled: storedPaymentMethods.isEnabled },
    ...(adyen.webUrl === undefined ? {} : { environmentUrls: environmentUrls(adyen.webUrl) }),
  };
};

/** In the form of adyen-web's `_environmentUrls`. `webUrl` ends in a slash. */
const environmentUrls = (webUrl: string) => ({
  api: `${webUrl}checkoutshopper/`,
  analytics: `${webUrl}checkoutanalytics/`,
  cdn: { images: `${webUrl}checkoutshopper/`, translations: `${webUrl}checkoutshopper/` },
});
