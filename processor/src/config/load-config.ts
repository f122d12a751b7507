import type * as z from 'zod';
import { adyenHosts } from './adyen-hosts.ts';
import type { Config } from './config.ts';
import { environmentRules } from './environment-rules.ts';
import { environmentSchema, type Environment } from './environment.ts';
import { readMerchantAccounts, type MerchantAccountEntry } from './read-merchant-accounts.ts';
import { readRequestDefaults } from './read-request-defaults.ts';

/** The environment is not usable. `lines` holds one sentence per fault; each names its variable and never a value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads, checks and freezes the whole configuration. Throws {@link ConfigurationError} naming every fault at once. */
export const loadConfig = (variables: Variables): Config => {
  const parsed = environmentSchema.safeParse(variables);
  const faults = parsed.success ? faultsBetween(parsed.data) : allFaults(parsed.error, variables);
  if (!parsed.success || faults.length > 0) throw new ConfigurationError(faults);
  return deepFreeze(toConfig(parsed.data));
};

const faultsOf = ({ issues }: z.ZodError): string[] =>
  issues.map(({ path, message }) => `${path.join('.')} ${message}`);

/** What several variables have to do with each other, as far as they can be read; each is complained about once. */
const allFaults = (error: z.ZodError, variables: Variables): string[] => {
  const malformed = new Set(error.issues.map(({ path }) => path.join('.')));
  const between = faultsBetween(readable(variables));
  return [...faultsOf(error), ...between.filter((line) => !malformed.has(line.split(/[ :]/)[0] ?? ''))];
};

const faultsBetween = (environment: Partial<Environment>): string[] =>
  environmentRules.flatMap((rule) => rule(environment));

/** What can be read although other variables cannot: so that one start shows every fault. */
const readable = (variables: Variables): Partial<Environment> =>
  Object.fromEntries(
    Object.entries(environmentSchema.shape)
      .map(([key, schema]) => [key, schema.safeParse(variables[key]).data] as const)
      .filter(([, value]) => value !== undefined),
  );

const toConfig = (environment: Environment): Config => ({
  port: environment.PORT,
  loggerLevel: environment.LOGGER_LEVEL,
  healthCheckTimeoutMs: environment.HEALTH_CHECK_TIMEOUT,
  commercetools: {
    projectKey: environment.CTP_PROJECT_KEY,
    clientId: environment.CTP_CLIENT_ID,
    clientSecret: environment.CTP_CLIENT_SECRET,
    authUrl: environment.CTP_AUTH_URL,
    apiUrl: environment.CTP_API_URL,
    sessionUrl: environment.CTP_SESSION_URL,
    checkoutUrl: environment.CTP_CHECKOUT_URL,
    jwksUrl: environment.CTP_JWKS_URL,
    jwtIssuer: environment.CTP_JWT_ISSUER,
  },
  adyen: {
    ...adyenHosts(environment),
    environment: environment.ADYEN_ENVIRONMENT,
    merchantAccount: environment.ADYEN_MERCHANT_ACCOUNT,
    merchantAccounts: merchantAccounts(environment),
    managementApiKey: environment.ADYEN_MANAGEMENT_API_KEY,
    clientKey: environment.ADYEN_CLIENT_KEY,
    apiKey: environment.ADYEN_API_KEY,
    webUrl: environment.ADYEN_WEB_URL === undefined ? undefined : `${environment.ADYEN_WEB_URL}/`,
    ...notificationKeys(environment),
    shopperStatement: environment.ADYEN_SHOPPER_STATEMENT,
    paymentRequestDefaults: readRequestDefaults(environment.ADYEN_PAYMENT_REQUEST_DEFAULTS ?? {}).defaults,
    sendsLevelTwoThreeData: environment.ADYEN_LEVEL_2_3_DATA_ENABLED,
    capture: environment.ADYEN_CAPTURE ?? 'manual',
    isCaptureSet: environment.ADYEN_CAPTURE !== undefined,
    hasMultiplePartialCaptures: environment.ADYEN_MULTIPLE_PARTIAL_CAPTURES,
    deadlineMs: environment.ADYEN_TIMEOUT_MS,
  },
  telemetry:
    environment.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
      ? undefined
      : {
          endpoint: environment.OTEL_EXPORTER_OTLP_ENDPOINT,
          headers: environment.OTEL_EXPORTER_OTLP_HEADERS ?? {},
        },
  merchantReturnUrl: environment.MERCHANT_RETURN_URL,
  paymentComponentsConfig: environment.ADYEN_PAYMENT_COMPONENTS_CONFIG,
  paymentMethodsConfig: (environment.ADYEN_PAYMENT_METHODS_CONFIG ?? {}) as Config['paymentMethodsConfig'],
  storedPaymentMethods: {
    isEnabled: environment.ADYEN_STORED_PAYMENT_METHODS_ENABLED,
    paymentInterface: environment.ADYEN_STORED_PAYMENT_METHODS_PAYMENT_INTERFACE,
    interfaceAccount: environment.ADYEN_STORED_PAYMENT_METHODS_INTERFACE_ACCOUNT,
  },
  storePaymentMethodDetails: environment.ADYEN_STORE_PAYMENT_METHOD_DETAILS_ENABLED,
  partialPayments: {
    isEnabled: environment.ADYEN_PARTIAL_PAYMENTS_ENABLED,
    orderExpiryMinutes: environment.ADYEN_ORDER_EXPIRY_MINUTES,
  },
  saveInterfaceInteractions: environment.ADYEN_SAVE_INTERFACE_INTERACTIONS,
  duplicatePayments: environment.ADYEN_DUPLICATE_PAYMENTS,
  applePay: ownApplePay(environment),
  allowedOrigins: environment.ALLOWED_ORIGINS,
  limits: {
    perSession: environment.RATE_LIMIT_PER_SESSION,
    perAddress: environment.RATE_LIMIT_PER_ADDRESS,
    inFlight: environment.MAX_REQUESTS_IN_FLIGHT,
  },
});

const merchantAccounts = ({ ADYEN_MERCHANT_ACCOUNTS: value }: Environment): MerchantAccountEntry[] =>
  value === undefined ? [] : readMerchantAccounts(value).accounts;

const notificationKeys = ({
  ADYEN_NOTIFICATION_HMAC_KEY: hmacKeys = [],
  ADYEN_NOTIFICATION_HMAC_TOKENIZATION_WEBHOOKS_KEY: tokenizationHmacKeys = hmacKeys,
}: Environment): Pick<Config['adyen'], 'hmacKeys' | 'tokenizationHmacKeys'> => ({
  hmacKeys,
  tokenizationHmacKeys,
});

const ownApplePay = (environment: Environment): Config['applePay'] => {
  const {
    ADYEN_APPLEPAY_OWN_CERTIFICATE: certificate,
    ADYEN_APPLEPAY_OWN_MERCHANT_ID: merchantId,
    ADYEN_APPLEPAY_OWN_MERCHANT_DOMAIN: merchantDomain,
    ADYEN_APPLEPAY_OWN_DISPLAY_NAME: displayName,
  } = environment;
  return certificate !== undefined &&
    merchantId !== undefined &&
    merchantDomain !== undefined &&
    displayName !== undefined
    ? { certificate, merchantId, merchantDomain, displayName }
    : undefined;
};

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
};
