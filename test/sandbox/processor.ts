import { join } from 'node:path';
import type { EmbeddedAdyen } from './adyen/index.ts';
import type { EmbeddedCommercetools } from './commercetools/index.ts';
import { repository, runScript, startService, type Service } from './service.ts';

const cwd = join(repository, 'processor');

/** The configuration of a processor that works with the embedded commercetools and the embedded Adyen. */
export const processorEnvironment = (
  commercetools: EmbeddedCommercetools,
  adyen: EmbeddedAdyen,
  merchantReturnUrl: string,
): Record<string, string> => ({
  CTP_PROJECT_KEY: commercetools.projectKey,
  CTP_CLIENT_ID: commercetools.clientId,
  CTP_CLIENT_SECRET: commercetools.clientSecret,
  CTP_AUTH_URL: commercetools.url,
  CTP_API_URL: commercetools.url,
  CTP_SESSION_URL: commercetools.url,
  CTP_CHECKOUT_URL: commercetools.url,
  CTP_JWKS_URL: `${commercetools.url}/.well-known/jwks.json`,
  CTP_JWT_ISSUER: commercetools.url,
  ADYEN_ENVIRONMENT: 'TEST',
  ADYEN_MERCHANT_ACCOUNT: adyen.merchantAccount,
  ADYEN_CLIENT_KEY: adyen.clientKey,
  ADYEN_API_KEY: adyen.apiKey,
  ADYEN_NOTIFICATION_HMAC_KEY: adyen.hmacKey,
  ADYEN_CHECKOUT_URL: adyen.checkoutUrl,
  ADYEN_MANAGEMENT_URL: adyen.managementUrl,
  ADYEN_WEB_URL: adyen.webUrl,
  MERCHANT_RETURN_URL: merchantReturnUrl,
});

/** Connect's post-deploy step: creates the custom types in commercetools. */
export const postDeploy = (environment: Record<string, string>): Promise<string> =>
  runScript({ cwd, command: ['dist/post-deploy.js'], environment });

/** Starts the built processor as Connect would. */
export const startProcessor = (environment: Record<string, string>, port?: number): Promise<Service> =>
  startService({
    name: 'The processor',
    cwd,
    command: ['dist/main.js'],
    environment,
    port,
    readyPath: '/health',
  });
