import { describe, expect, it } from 'vitest';
import { hmacKey, minimalEnvironment } from '../test-support/environment.ts';
import { selfSigned } from '../test-support/self-signed.ts';
import { ConfigurationError, loadConfig } from './load-config.ts';

const minimal = { ...minimalEnvironment('http://localhost:9310'), ADYEN_CHECKOUT_URL: undefined };
const load = (changes: Record<string, string | undefined> = {}) => loadConfig({ ...minimal, ...changes });

const faults = (changes: Record<string, string | undefined>): readonly string[] => {
  try {
    load(changes);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.lines;
    throw error;
  }
  return [];
};

describe('loadConfig', () => {
  it('needs nothing but the minimum, and freezes what it answers', () => {
    const config = load();
    expect(config).toMatchObject({
      port: 8080,
      loggerLevel: 'info',
      healthCheckTimeoutMs: 5000,
      allowedOrigins: undefined,
      applePay: undefined,
      duplicatePayments: 'reverse',
      storedPaymentMethods: { isEnabled: false, paymentInterface: 'adyen' },
      partialPayments: { isEnabled: false, orderExpiryMinutes: 60 },
      adyen: {
        checkoutUrl: 'https://checkout-test.adyen.com/v72',
        managementUrl: 'https://management-test.adyen.com/v3',
        tokenizationHmacKeys: [hmacKey],
        deadlineMs: 25_000,
      },
    });
    expect(Object.isFrozen(config.adyen.hmacKeys)).toBe(true);
  });

  it('takes an empty value for an absent one', () => {
    expect(load({ ADYEN_SHOPPER_STATEMENT: '', ADYEN_LIVE_URL_PREFIX: ' ', LOGGER_LEVEL: '' })).toEqual(
      load(),
    );
  });

  it('points at the live hosts of the company', () => {
    expect(
      load({ ADYEN_ENVIRONMENT: 'LIVE', ADYEN_LIVE_URL_PREFIX: '1797a841fbb37ca7-Shop' }).adyen,
    ).toMatchObject({
      checkoutUrl: 'https://1797a841fbb37ca7-Shop-checkout-live.adyenpayments.com/checkout/v72',
      managementUrl: 'https://management-live.adyen.com/v3',
    });
  });

  it('points at a local Adyen, with or without a trailing slash', () => {
    const adyen = {
      ADYEN_CHECKOUT_URL: 'http://localhost:9311/',
      ADYEN_WEB_URL: 'http://localhost:9311/as-x',
    };
    expect(load(adyen).adyen).toMatchObject({
      checkoutUrl: 'http://localhost:9311/v72',
      webUrl: 'http://localhost:9311/as-x/',
    });
  });

  it('reads lists, flags and JSON', () => {
    const config = load({
      ADYEN_NOTIFICATION_HMAC_KEY: `${hmacKey}, ${hmacKey.toUpperCase()}`,
      ALLOWED_ORIGINS: 'https://a.example, http://localhost:3000/,capacitor://localhost',
      ADYEN_PARTIAL_PAYMENTS_ENABLED: 'TRUE',
      ADYEN_PAYMENT_METHODS_CONFIG: '{"visa":{"supportSeparateCapture":false}}',
      ADYEN_PAYMENT_COMPONENTS_CONFIG: '{"card":{"hasHolderName":true}}',
    });
    expect(config.adyen.hmacKeys).toEqual([hmacKey, hmacKey.toUpperCase()]);
    expect(config.allowedOrigins).toEqual([
      'https://a.example',
      'http://localhost:3000',
      'capacitor://localhost',
    ]);
    expect(config.partialPayments.isEnabled).toBe(true);
    expect(config.paymentMethodsConfig).toEqual({ visa: { supportSeparateCapture: false } });
    expect(config.paymentComponentsConfig).toEqual({ card: { hasHolderName: true } });
  });

  it('names every missing variable at once', () => {
    const required = `CTP_PROJECT_KEY CTP_CLIENT_ID CTP_CLIENT_SECRET ADYEN_ENVIRONMENT ADYEN_MERCHANT_ACCOUNT
      ADYEN_CLIENT_KEY ADYEN_API_KEY ADYEN_NOTIFICATION_HMAC_KEY MERCHANT_RETURN_URL`.split(/\s+/);
    const lines = faults(Object.fromEntries(required.map((key) => [key, undefined])));
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(required.sort());
    expect(lines.every((line) => line.includes(' is missing: it must be '))).toBe(true);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['LOGGER_LEVEL', 'loud'],
    ['HEALTH_CHECK_TIMEOUT', '5s'],
    ['ALLOWED_ORIGINS', 'https://shop.example/path'],
    ['ALLOWED_ORIGINS', '*'],
    ['CTP_PROJECT_KEY', '../admin'],
    ['CTP_API_URL', 'api.europe-west1.gcp.commercetools.com'],
    ['CTP_AUTH_URL', 'https://user:pass@auth.example'],
    ['ADYEN_ENVIRONMENT', 'STAGING'],
    ['ADYEN_API_KEY', 'two words'],
    ['ADYEN_NOTIFICATION_HMAC_KEY', 'not-hexadecimal'],
    ['ADYEN_NOTIFICATION_HMAC_KEY', `${'ab'.repeat(32)},${'ab'.repeat(31)}`],
    ['ADYEN_NOTIFICATION_HMAC_TOKENIZATION_WEBHOOKS_KEY', 'zz'],
    ['ADYEN_CHECKOUT_URL', 'localhost-without-scheme'],
    ['ADYEN_SHOPPER_STATEMENT', 'more than twenty-two characters'],
    ['ADYEN_SHOPPER_STATEMENT', 'Bücher'],
    ['ADYEN_ORDER_EXPIRY_MINUTES', '9999999'],
    ['ADYEN_PARTIAL_PAYMENTS_ENABLED', 'yes'],
    ['ADYEN_PAYMENT_COMPONENTS_CONFIG', '[1,2]'],
    ['ADYEN_PAYMENT_METHODS_CONFIG', '{broken'],
    ['MERCHANT_RETURN_URL', 'localhost:3000/return'],
    ['MERCHANT_RETURN_URL', 'javascript://shop.example/%0aalert(1)'],
    ['ADYEN_TIMEOUT_MS', '-1'],
    ['ADYEN_DUPLICATE_PAYMENTS', 'ignore'],
    ['ADYEN_CAPTURE', 'later'],
    ['ADYEN_CAPTURE', '0'],
    ['ADYEN_CAPTURE', '673'],
    ['ADYEN_MULTIPLE_PARTIAL_CAPTURES', 'no'],
    ['RATE_LIMIT_PER_SESSION', '1.5'],
  ])('refuses %s=%s in one line that holds the name and not the value', (key, value) => {
    const lines = faults({ [key]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${key} must be `));
    expect(lines[0]).not.toContain(value);
  });

  it('refuses test addresses and a missing prefix with LIVE, beside other faults', () => {
    const lines = faults({
      ADYEN_ENVIRONMENT: 'LIVE',
      ADYEN_WEB_URL: 'http://localhost:1',
      CTP_CLIENT_ID: undefined,
    });
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([
      'ADYEN_LIVE_URL_PREFIX',
      'ADYEN_WEB_URL',
      'CTP_CLIENT_ID',
    ]);
  });

  it('wants all or nothing of an own Apple Pay certificate', () => {
    const { certificate: ofApple, key } = selfSigned();
    const certificate = {
      ADYEN_APPLEPAY_OWN_CERTIFICATE: `${ofApple}${key}`,
      ADYEN_APPLEPAY_OWN_MERCHANT_ID: 'merchant.x',
    };
    expect(faults(certificate).map((line) => line.split(' ')[0])).toEqual([
      'ADYEN_APPLEPAY_OWN_MERCHANT_DOMAIN',
      'ADYEN_APPLEPAY_OWN_DISPLAY_NAME',
    ]);
    const whole = {
      ...certificate,
      ADYEN_APPLEPAY_OWN_MERCHANT_DOMAIN: 'shop.example',
      ADYEN_APPLEPAY_OWN_DISPLAY_NAME: 'Shop',
    };
    expect(load(whole).applePay).toEqual({
      certificate: `${ofApple}${key}`.trim(),
      merchantId: 'merchant.x',
      merchantDomain: 'shop.example',
      displayName: 'Shop',
    });
  });

  it('takes the Apple Pay certificate in each form that configuration fields can hold', () => {
    const { certificate, key } = selfSigned();
    const other = selfSigned();
    const loaded = (value: string) =>
      load({
        ADYEN_APPLEPAY_OWN_CERTIFICATE: value,
        ADYEN_APPLEPAY_OWN_MERCHANT_ID: 'merchant.x',
        ADYEN_APPLEPAY_OWN_MERCHANT_DOMAIN: 'shop.example',
        ADYEN_APPLEPAY_OWN_DISPLAY_NAME: 'Shop',
      }).applePay?.certificate.trim();
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const pem = `${key}${certificate}`;
    expect(loaded(pem)).toBe(pem.trim());
    expect(loaded(pem.replaceAll('\n', '\\n'))).toBe(pem.trim());
    expect(loaded(base64(pem))).toBe(pem.trim());
    const unusable = [
      certificate,
      key,
      `${certificate}${other.key}`,
      'CANARY',
      base64('CANARY'),
      base64(key),
    ];
    for (const value of [...unusable, base64(certificate)]) {
      expect(faults({ ADYEN_APPLEPAY_OWN_CERTIFICATE: value })).toEqual([
        expect.stringMatching(/^ADYEN_APPLEPAY_OWN_CERTIFICATE must be a certificate and its private key/),
      ]);
    }
  });

  it.each([
    ['{"mc":{},"CANARY":{"supportsSeparateCapture":true}}', 'entry 2 must be'],
    ['{"CANARY":{"supportSeparateCapture":"CANARY"}}', 'entry 1 must be'],
    ['{"CANARY":true}', 'entry 1 must be'],
  ])('says what is wrong inside ADYEN_PAYMENT_METHODS_CONFIG=%s, but not the value', (value, part) => {
    const [line, ...others] = faults({ ADYEN_PAYMENT_METHODS_CONFIG: value });
    expect(line).toContain(part);
    expect(line).not.toContain('CANARY');
    expect(others).toEqual([]);
  });

  it('does not repeat a key of ADYEN_MERCHANT_ACCOUNTS that it does not know', () => {
    const value = '[{"merchantAccount":"ShopUS","CANARY":1,"CANARY2":2}]';
    const lines = faults({ ADYEN_MERCHANT_ACCOUNTS: value });
    expect(lines).toEqual([expect.stringMatching(/^ADYEN_MERCHANT_ACCOUNTS: .*unknown key/)]);
    expect(lines.join()).not.toContain('CANARY');
  });
});
