import * as z from 'zod';
import type { Environment } from './environment.ts';
import { readMerchantAccounts } from './read-merchant-accounts.ts';
import { readRequestDefaults } from './read-request-defaults.ts';

/** A rule about several variables: answers one line per fault. */
type Rule = (environment: Partial<Environment>) => string[];

const testOnly = ['ADYEN_CHECKOUT_URL', 'ADYEN_MANAGEMENT_URL', 'ADYEN_WEB_URL'] as const;

const ownApplePay = [
  'ADYEN_APPLEPAY_OWN_CERTIFICATE',
  'ADYEN_APPLEPAY_OWN_MERCHANT_ID',
  'ADYEN_APPLEPAY_OWN_MERCHANT_DOMAIN',
  'ADYEN_APPLEPAY_OWN_DISPLAY_NAME',
] as const;

const liveNeedsItsPrefix: Rule = (environment) =>
  environment.ADYEN_ENVIRONMENT === 'LIVE' && environment.ADYEN_LIVE_URL_PREFIX === undefined
    ? [
        "ADYEN_LIVE_URL_PREFIX is missing: with ADYEN_ENVIRONMENT LIVE it must be the prefix of Adyen's live endpoints.",
      ]
    : [];

const liveUsesAdyensHosts: Rule = (environment) =>
  environment.ADYEN_ENVIRONMENT === 'LIVE'
    ? testOnly
        .filter((key) => environment[key] !== undefined)
        .map((key) => `${key} must be absent with ADYEN_ENVIRONMENT LIVE: it is for tests only.`)
    : [];

const ownApplePayIsComplete: Rule = (environment) => {
  const missing = ownApplePay.filter((key) => environment[key] === undefined);
  return missing.length === ownApplePay.length
    ? []
    : missing.map(
        (key) => `${key} is missing: an own Apple Pay certificate needs all of ${ownApplePay.join(', ')}.`,
      );
};

const methodConfig = z.strictObject({ supportSeparateCapture: z.boolean().optional() });

// Entries are counted instead of named: their names are part of the value, which is never shown.
const methodsConfigIsUnderstood: Rule = ({ ADYEN_PAYMENT_METHODS_CONFIG: methods = {} }) =>
  Object.values(methods).flatMap((options, index) =>
    methodConfig.safeParse(options).success
      ? []
      : [
          `ADYEN_PAYMENT_METHODS_CONFIG: entry ${index + 1} must be {"supportSeparateCapture": true} or {"supportSeparateCapture": false}.`,
        ],
  );

const notificationsCanBeVerified: Rule = (environment) =>
  environment.ADYEN_NOTIFICATION_HMAC_KEY === undefined && environment.ADYEN_MANAGEMENT_API_KEY === undefined
    ? [
        'ADYEN_NOTIFICATION_HMAC_KEY is missing: it must be one or more keys of 64 hexadecimal characters, separated by commas (not needed with ADYEN_MANAGEMENT_API_KEY).',
      ]
    : [];

const merchantAccountsAreUnderstood: Rule = ({ ADYEN_MERCHANT_ACCOUNTS: value }) =>
  value === undefined
    ? []
    : readMerchantAccounts(value).faults.map((fault) => `ADYEN_MERCHANT_ACCOUNTS: ${fault}`);

const requestDefaultsAreUnderstood: Rule = ({ ADYEN_PAYMENT_REQUEST_DEFAULTS: value = {} }) =>
  readRequestDefaults(value).faults.map((fault) => `ADYEN_PAYMENT_REQUEST_DEFAULTS: ${fault}`);

export const environmentRules: readonly Rule[] = [
  liveNeedsItsPrefix,
  liveUsesAdyensHosts,
  ownApplePayIsComplete,
  methodsConfigIsUnderstood,
  notificationsCanBeVerified,
  merchantAccountsAreUnderstood,
  requestDefaultsAreUnderstood,
];
