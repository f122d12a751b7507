import { projectKey } from './fake-commercetools.ts';

export const hmacKey = '0123456789abcdef'.repeat(4);

/** The least that the processor starts with; all upstreams at `url`. */
export const minimalEnvironment = (url: string): Record<string, string> => ({
  CTP_PROJECT_KEY: projectKey,
  CTP_CLIENT_ID: 'client',
  CTP_CLIENT_SECRET: 'very-secret-secret',
  CTP_AUTH_URL: url,
  CTP_API_URL: url,
  CTP_SESSION_URL: url,
  CTP_CHECKOUT_URL: url,
  CTP_JWKS_URL: `${url}/.well-known/jwks.json`,
  CTP_JWT_ISSUER: url,
  ADYEN_ENVIRONMENT: 'TEST',
  ADYEN_MERCHANT_ACCOUNT: 'TestMerchant',
  ADYEN_CLIENT_KEY: 'test_CLIENTKEY',
  ADYEN_API_KEY: 'AQE-very-secret-key',
  ADYEN_CHECKOUT_URL: url,
  ADYEN_NOTIFICATION_HMAC_KEY: hmacKey,
  MERCHANT_RETURN_URL: 'https://shop.example/return',
});
