import type { Config } from '../config/config.ts';

/** What a browser may know of the configuration: the answer of `GET /operations/config`, `config` of `/express-config`. */
export const browserConfig = (config: Config): Record<string, unknown> => {
  const { adyen, applePay, paymentComponentsConfig, storedPaymentMethods } = config;
  return {
    clientKey: adyen.clientKey,
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
