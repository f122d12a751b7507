import type { MerchantAccount } from '../identifiers.ts';
import type { MerchantAccountEntry } from './read-merchant-accounts.ts';
import type { RequestDefaultsByMethod } from './read-request-defaults.ts';

/** How a payment is captured: when the connector asks for it, with its authorisation, or so many hours after it. */
export type CaptureStatement = 'manual' | 'immediate' | number;

/** The processor's whole configuration: read once from the environment, validated, frozen. */
export interface Config {
  readonly port: number;
  readonly loggerLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Milliseconds a check of `/operations/status` may take. */
  readonly healthCheckTimeoutMs: number;
  readonly commercetools: {
    readonly projectKey: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly authUrl: string;
    readonly apiUrl: string;
    readonly sessionUrl: string;
    readonly checkoutUrl: string;
    readonly jwksUrl: string;
    readonly jwtIssuer: string;
  };
  readonly adyen: {
    readonly environment: 'TEST' | 'LIVE';
    readonly merchantAccount: MerchantAccount;
    /** Accounts beside the usual one, for the carts that their conditions name; the first that fits counts. */
    readonly merchantAccounts: readonly MerchantAccountEntry[];
    readonly clientKey: string;
    readonly apiKey: string;
    /** Base URL of the Checkout API with its version path and no trailing slash. */
    readonly checkoutUrl: string;
    /** Base URL of the Management API with its version path and no trailing slash. */
    readonly managementUrl: string;
    /** With it the deployment sets Adyen's webhooks up by itself. */
    readonly managementApiKey: string | undefined;
    /** Base URL that adyen-web is to use instead of Adyen's own (TEST only). */
    readonly webUrl: string | undefined;
    /** Hex keys of the usual account's webhooks; those of further accounts stand in their entries. */
    readonly hmacKeys: readonly string[];
    readonly tokenizationHmacKeys: readonly string[];
    readonly shopperStatement: string | undefined;
    /** Fields of Adyen's `/payments` request that the merchant sets, by method. */
    readonly paymentRequestDefaults: RequestDefaultsByMethod;
    /** Whether card payments carry level 2 and 3 data. */
    readonly sendsLevelTwoThreeData: boolean;
    /** What the connector states of payments that can be captured separately; `account`: nothing, the account decides. */
    readonly capture: CaptureStatement | 'account';
    /** Whether the merchant has chosen it. */
    readonly isCaptureSet: boolean;
    /** Whether the merchant account may capture a payment in several parts; else the first part ends the rest. */
    readonly hasMultiplePartialCaptures: boolean;
    /** Milliseconds that one operation at Adyen may take, its retries included. */
    readonly deadlineMs: number;
  };
  /** Where traces and metrics go by OTLP over HTTP; `undefined`: nowhere. */
  readonly telemetry:
    { readonly endpoint: string; readonly headers: Readonly<Record<string, string>> } | undefined;
  readonly merchantReturnUrl: string;
  /** Passed to the browser as it is: overrides of adyen-web's component options. */
  readonly paymentComponentsConfig: Record<string, unknown> | undefined;
  /** By Adyen's payment method or brand, as notifications name it. */
  readonly paymentMethodsConfig: Readonly<
    Record<string, { readonly supportSeparateCapture?: boolean | undefined }>
  >;
  readonly storedPaymentMethods: {
    readonly isEnabled: boolean;
    readonly paymentInterface: string;
    readonly interfaceAccount: string | undefined;
  };
  /** Whether displayable details (last digits, brand, expiry) are written to Payments and payment methods. */
  readonly storePaymentMethodDetails: boolean;
  readonly partialPayments: { readonly isEnabled: boolean; readonly orderExpiryMinutes: number };
  readonly saveInterfaceInteractions: boolean;
  /** What happens to the second of two finished payments of one cart. */
  readonly duplicatePayments: 'reverse' | 'flag';
  readonly applePay:
    | {
        readonly certificate: string;
        readonly merchantId: string;
        readonly merchantDomain: string;
        readonly displayName: string;
      }
    | undefined;
  /** `undefined`: any origin. */
  readonly allowedOrigins: readonly string[] | undefined;
  readonly limits: {
    /** Requests per minute. */
    readonly perSession: number;
    readonly perAddress: number;
    /** Requests served at the same time; 0 for no limit. */
    readonly inFlight: number;
  };
}
