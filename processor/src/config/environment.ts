import * as z from 'zod';
import {
  bool,
  baseUrl,
  capture,
  headerPairs,
  hmacKeys,
  integer,
  jsonArray,
  jsonObject,
  linkTarget,
  matching,
  oneOf,
  origins,
  text,
} from './readers.ts';
import { certificateWithKey } from './read-certificate.ts';
import { defaulted, optional, required } from './setting.ts';

const region = 'europe-west1.gcp.commercetools.com';
const url = 'a URL such as https://host, without query or fragment';
const flag = 'true or false';
const keys = 'one or more keys of 64 hexadecimal characters, separated by commas';

/**
 * Every environment variable that the processor reads, and what each must be. The names are those of commercetools'
 * own Adyen connector, so that a merchant's configuration can be carried over.
 */
export const environmentSchema = z.object({
  PORT: defaulted('a port number from 0 to 65535', integer(0, 65_535), 8080),
  LOGGER_LEVEL: defaulted('debug, info, warn or error', oneOf('debug', 'info', 'warn', 'error'), 'info'),
  HEALTH_CHECK_TIMEOUT: defaulted('a number of milliseconds from 1 to 60000', integer(1, 60_000), 5000),
  ALLOWED_ORIGINS: optional(
    'origins such as https://shop.example or capacitor://localhost, separated by commas',
    origins,
  ),
  RATE_LIMIT_PER_SESSION: defaulted(
    'a number of requests per minute, 0 for no limit',
    integer(0, 10_000_000),
    6000,
  ),
  RATE_LIMIT_PER_ADDRESS: defaulted(
    'a number of requests per minute, 0 for no limit',
    integer(0, 10_000_000),
    120_000,
  ),
  MAX_REQUESTS_IN_FLIGHT: defaulted('a number of requests, 0 for no limit', integer(0, 100_000), 1000),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(url, baseUrl),
  OTEL_EXPORTER_OTLP_HEADERS: optional('name=value pairs separated by commas', headerPairs),

  CTP_PROJECT_KEY: required('the key of the commercetools project', matching(/^[A-Za-z0-9_-]{2,256}$/)),
  CTP_CLIENT_ID: required('the id of a commercetools API client', text),
  CTP_CLIENT_SECRET: required('the secret of that commercetools API client', text),
  CTP_AUTH_URL: defaulted(url, baseUrl, `https://auth.${region}`),
  CTP_API_URL: defaulted(url, baseUrl, `https://api.${region}`),
  CTP_SESSION_URL: defaulted(url, baseUrl, `https://session.${region}`),
  CTP_CHECKOUT_URL: defaulted(url, baseUrl, `https://checkout.${region}`),
  CTP_JWKS_URL: defaulted(url, baseUrl, `https://mc-api.${region}/.well-known/jwks.json`),
  CTP_JWT_ISSUER: defaulted('the issuer of Merchant Center tokens', text, `https://mc-api.${region}`),

  ADYEN_ENVIRONMENT: required('TEST or LIVE', oneOf('TEST', 'LIVE')),
  ADYEN_MERCHANT_ACCOUNT: required(
    "the name of Adyen's merchant account",
    matching(/^[^\s:]{1,80}$/),
  ).brand<'MerchantAccount'>(),
  ADYEN_CLIENT_KEY: required("the client key of Adyen's API credential", matching(/^[A-Za-z0-9_-]{1,256}$/)),
  ADYEN_API_KEY: required(
    "the API key of Adyen's API credential, without spaces",
    matching(/^[\x21-\x7e]+$/),
  ),
  ADYEN_LIVE_URL_PREFIX: optional(
    'the prefix of your live endpoints, letters, digits and hyphens',
    matching(/^[A-Za-z0-9-]{1,64}$/),
  ),
  ADYEN_CHECKOUT_URL: optional(url, baseUrl),
  ADYEN_MANAGEMENT_URL: optional(url, baseUrl),
  ADYEN_WEB_URL: optional(url, baseUrl),
  ADYEN_MERCHANT_ACCOUNTS: optional('a JSON list of merchant accounts', jsonArray),
  ADYEN_MANAGEMENT_API_KEY: optional(
    "an API key for Adyen's Management API, without spaces",
    matching(/^[\x21-\x7e]+$/),
  ),
  ADYEN_NOTIFICATION_HMAC_KEY: optional(keys, hmacKeys),
  ADYEN_NOTIFICATION_HMAC_TOKENIZATION_WEBHOOKS_KEY: optional(keys, hmacKeys),
  ADYEN_SHOPPER_STATEMENT: optional(
    "at most 22 characters of a-z, A-Z, 0-9, space and .,'_-?+*/",
    matching(/^[a-zA-Z0-9 .,'_\-?+*/]{1,22}$/),
  ),
  ADYEN_TIMEOUT_MS: defaulted('a number of milliseconds from 1000 to 120000', integer(1000, 120_000), 25_000),
  ADYEN_CAPTURE: optional('manual, immediate, account or a number of hours from 1 to 672', capture),
  ADYEN_MULTIPLE_PARTIAL_CAPTURES: defaulted(flag, bool, true),
  ADYEN_DUPLICATE_PAYMENTS: defaulted('reverse or flag', oneOf('reverse', 'flag'), 'reverse'),

  MERCHANT_RETURN_URL: required('the absolute URL of the page that shoppers return to', linkTarget),
  ADYEN_PAYMENT_COMPONENTS_CONFIG: optional('a JSON object', jsonObject),
  ADYEN_PAYMENT_METHODS_CONFIG: optional('a JSON object', jsonObject),
  ADYEN_PAYMENT_REQUEST_DEFAULTS: optional('a JSON object', jsonObject),
  ADYEN_STORED_PAYMENT_METHODS_ENABLED: defaulted(flag, bool, false),
  ADYEN_STORED_PAYMENT_METHODS_PAYMENT_INTERFACE: defaulted('a text', text, 'adyen'),
  ADYEN_STORED_PAYMENT_METHODS_INTERFACE_ACCOUNT: optional('a text', text),
  ADYEN_STORE_PAYMENT_METHOD_DETAILS_ENABLED: defaulted(flag, bool, false),
  ADYEN_PARTIAL_PAYMENTS_ENABLED: defaulted(flag, bool, false),
  ADYEN_ORDER_EXPIRY_MINUTES: defaulted('a number of minutes from 1 to 525600', integer(1, 525_600), 60),
  ADYEN_SAVE_INTERFACE_INTERACTIONS: defaulted(flag, bool, false),
  ADYEN_LEVEL_2_3_DATA_ENABLED: defaulted(flag, bool, false),
  ADYEN_APPLEPAY_OWN_CERTIFICATE: optional(
    'a certificate and its private key, one after the other in PEM form, or the base64 of that',
    certificateWithKey,
  ),
  ADYEN_APPLEPAY_OWN_MERCHANT_ID: optional('the Apple merchant identifier', text),
  ADYEN_APPLEPAY_OWN_MERCHANT_DOMAIN: optional(
    'the domain registered with Apple',
    matching(/^[A-Za-z0-9.-]{1,253}$/),
  ),
  ADYEN_APPLEPAY_OWN_DISPLAY_NAME: optional(
    'a name of at most 64 characters',
    matching(/^[^\p{Cc}]{1,64}$/u),
  ),
});

export type Environment = z.output<typeof environmentSchema>;
