/** What `startAdyen` may be told; everything has a default that suits a test. */
export interface AdyenOptions {
  /** 0 or absent: any free port. */
  port?: number;
  merchantAccount?: string;
  /** Accounts beside it that the same API key may use. */
  furtherMerchantAccounts?: readonly string[];
  apiKey?: string;
  /** Must start with neither `test` nor `live`: adyen-web then insists on that word inside the API's URL. */
  clientKey?: string;
  /** 64 hexadecimal digits. */
  hmacKey?: string;
  /** Keys of further merchant accounts that have webhooks of their own; the others' are signed as the first one's. */
  hmacKeysOfAccounts?: Readonly<Record<string, string>>;
  /** 64 hexadecimal digits; the standard webhook's key when absent. */
  tokenizationHmacKey?: string;
  notificationUrl?: string;
  tokenizationNotificationUrl?: string;
}

/** Who the embedded Adyen is; fixed for its life. */
export interface Identity {
  merchantAccount: string;
  furtherMerchantAccounts: readonly string[];
  apiKey: string;
  clientKey: string;
  hmacKey: string;
  hmacKeysOfAccounts: Readonly<Record<string, string>>;
  tokenizationHmacKey: string;
}

/** What a merchant would set in Adyen's Customer Area, and how hurried time is. Changed through the control interface. */
export interface Settings {
  /** Milliseconds between an operation and its first webhook. */
  webhookDelayMs: number;
  /** First and longest pause, in milliseconds, before an unacknowledged webhook is sent again. */
  webhookRetryMs: number;
  webhookRetryMaxMs: number;
  /** An endpoint that does not answer within this many milliseconds has not acknowledged. Adyen waits 10 s. */
  webhookTimeoutMs: number;
  /** How many webhooks an endpoint may be given at once; while one of them is unacknowledged, the others wait. */
  webhookConcurrency: number;
  /** Milliseconds until the shopper "confirms" BLIK, Swish and the like by herself; 0 waits for the control interface. */
  approvalDelayMs: number;
  /** Off: the first partial capture gives up the rest of the authorisation, as on a new merchant account. */
  multiplePartialCaptures: boolean;
  /** Amount updates are decided in their answer, and bring data along for the next one. */
  synchronousAdjustment: boolean;
  /** Methods or card brands that the account captures at once, beside those that know no separate capture. */
  immediateCapture: string[];
  /** How the account captures what states nothing: `immediate`, `manual` or a number of days. */
  captureDelay: string;
  /** Off: answers that ask for an action carry no pspReference, as Adyen's reference allows. */
  pspReferenceWithAction: boolean;
  /** "Include a success boolean for the payments listed in an ORDER_CLOSED event": off on a new webhook. */
  orderSuccessFlags: boolean;
  /** Event codes and additional settings that the account does not have: a webhook that asks for one is refused with 422. */
  refusedWebhookSettings: string[];
  /** Whether the Management API says which one it refuses. */
  namesRefusedSettings: boolean;
  /** HTTP status of errorCode 704; Adyen uses both. */
  concurrentRequestStatus: 409 | 422;
}

export const defaultSettings: Settings = {
  webhookDelayMs: 150,
  webhookRetryMs: 100,
  webhookRetryMaxMs: 2_000,
  webhookTimeoutMs: 10_000,
  webhookConcurrency: 4,
  approvalDelayMs: 2_500,
  multiplePartialCaptures: true,
  synchronousAdjustment: false,
  orderSuccessFlags: false,
  immediateCapture: [],
  captureDelay: 'manual',
  pspReferenceWithAction: true,
  refusedWebhookSettings: [],
  namesRefusedSettings: true,
  concurrentRequestStatus: 422,
};

export const identityFrom = (options: AdyenOptions): Identity => {
  const hmacKey = options.hmacKey ?? '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';
  return {
    merchantAccount: options.merchantAccount ?? 'SandboxMerchant',
    furtherMerchantAccounts: options.furtherMerchantAccounts ?? [],
    apiKey: options.apiKey ?? 'AQE-sandbox-api-key',
    clientKey: options.clientKey ?? 'sim_sandbox',
    hmacKey,
    hmacKeysOfAccounts: options.hmacKeysOfAccounts ?? {},
    tokenizationHmacKey: options.tokenizationHmacKey ?? hmacKey,
  };
};
