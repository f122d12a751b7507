import type { Environment } from './environment.ts';

const checkoutVersion = 'v72';
const managementVersion = 'v3';

const liveCheckout = (prefix: string): string => `https://${prefix}-checkout-live.adyenpayments.com/checkout`;

/**
 * Base URLs of Adyen's APIs with their version path and without a trailing slash. The live Checkout API has a host per
 * company: https://docs.adyen.com/development-resources/live-endpoints
 */
export const adyenHosts = (environment: Environment): { checkoutUrl: string; managementUrl: string } => {
  const isLive = environment.ADYEN_ENVIRONMENT === 'LIVE';
  const checkout = isLive
    ? liveCheckout(environment.ADYEN_LIVE_URL_PREFIX ?? '')
    : (environment.ADYEN_CHECKOUT_URL ?? 'https://checkout-test.adyen.com');
  const management = isLive
    ? 'https://management-live.adyen.com'
    : (environment.ADYEN_MANAGEMENT_URL ?? 'https://management-test.adyen.com');
  return {
    checkoutUrl: `${checkout}/${checkoutVersion}`,
    managementUrl: `${management}/${managementVersion}`,
  };
};
