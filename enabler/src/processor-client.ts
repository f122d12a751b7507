import { fetchJson, RequestFailure } from './fetch-json.ts';
import type { StoredPaymentMethod } from './types.ts';

/** An amount as Adyen writes it: minor units by Adyen's own table. */
export interface AdyenAmount {
  value: number;
  currency: string;
}

/** `GET /operations/config`: what a browser may know of the processor's configuration. */
export interface ProcessorConfig {
  clientKey: string;
  environment: string;
  applePayConfig?: { usesOwnCertificate: boolean };
  /** Overrides of adyen-web's options, by Adyen's payment method type; the drop-in's own under `embedded`. */
  paymentComponentsConfig?: Record<string, Record<string, unknown>>;
  storedPaymentMethodsConfig?: { isEnabled: boolean };
  environmentUrls?: Record<string, unknown>;
  /** The session's amount, where the processor tells it. */
  amount?: AdyenAmount;
}

/** `POST /payment-methods`: Adyen's answer, as far as the enabler reads it. */
export interface PaymentMethods {
  paymentMethods?: {
    type: string;
    name?: string;
    brands?: string[];
    configuration?: Record<string, string>;
  }[];
  storedPaymentMethods?: StoredMethod[];
  /** `false`: what this shopper pays with cannot be stored, since there is no customer; absent otherwise. */
  storePaymentDetails?: boolean;
  amount?: AdyenAmount;
}

/** A stored method as Adyen lists it, with commercetools' id in place of Adyen's token. */
export interface StoredMethod {
  id: string;
  type: string;
  brand?: string;
  lastFour?: string;
  expiryMonth?: string;
  expiryYear?: string;
  supportedShopperInteractions?: string[];
}

/** An amount as commercetools writes it: minor units by ISO 4217. */
export interface Money {
  centAmount: number;
  currencyCode: string;
}

export interface AdyenOrder {
  orderData: string;
  pspReference: string;
  /** The whole of it. */
  amount?: AdyenAmount;
  remainingAmount?: AdyenAmount;
}

/** What the shopper has to do next, as Adyen tells adyen-web; no more of it than the enabler looks at. */
export interface PaymentAction {
  type: string;
  paymentMethodType?: string;
  url?: string;
  method?: string;
  subtype?: string;
}

/** The processor's answer to an attempt and to its continuation. */
export interface PaymentAnswer {
  paymentReference?: string;
  resultCode?: string;
  action?: PaymentAction;
  order?: AdyenOrder;
  /** Why a payment was refused, as far as the shopper may know it. */
  refusalReason?: string;
  merchantReturnUrl?: string;
  /** This payment is done, and the cart owes more: what is left to pay. */
  remainingAmount?: Money;
  /** PayPal express: needed for its order update. */
  pspReference?: string;
}

export interface PaymentStatus {
  paymentReference: string;
  status: 'pending' | 'actionRequired' | 'authorised' | 'failed';
  resultCode?: string;
  /** What the cart owes beside this payment. */
  remainingAmount?: Money;
}

export interface ExpressPaymentData {
  totalPrice: { centAmount: number; currencyCode: string; fractionDigits: number };
  lineItems: { name: string; amount: { centAmount: number; fractionDigits: number }; type: string }[];
  currencyCode: string;
}

/** Which of the processor's two families of payment routes an attempt uses. */
export type PaymentRoutes = '/payments' | '/express-payments';

/** The processor's routes for browsers. Every method rejects with a `RequestFailure`. */
export class ProcessorClient {
  readonly #baseUrl: string;
  readonly #sessionId: string | undefined;

  constructor(baseUrl: string, sessionId?: string) {
    this.#baseUrl = baseUrl.replace(/\/+$/, '');
    this.#sessionId = sessionId;
  }

  /** The same processor, in the name of another session. */
  withSession(sessionId: string): ProcessorClient {
    return new ProcessorClient(this.#baseUrl, sessionId);
  }

  config(): Promise<ProcessorConfig> {
    return this.#read('GET', '/operations/config');
  }

  /** @param shopper where the shopper is and what they read, for the methods' names */
  paymentMethods(shopper: { countryCode?: string; locale: string }): Promise<PaymentMethods> {
    return this.#read('POST', '/payment-methods', shopper);
  }

  expressConfig(
    countryCode: string,
    currencyCode: string | undefined,
  ): Promise<{ config: ProcessorConfig; methods: PaymentMethods['paymentMethods'] }> {
    return this.#read('POST', '/express-config', { countryCode, currencyCode });
  }

  expressPaymentData(): Promise<ExpressPaymentData> {
    return this.#read('GET', '/express-payment-data');
  }

  /** Starts an attempt. The same key makes a repetition safe (docs/api.md, Idempotency-Key). */
  startPayment(routes: PaymentRoutes, body: unknown, idempotencyKey: string): Promise<PaymentAnswer> {
    return this.#pay(routes, body, idempotencyKey);
  }

  /** Continues an attempt with what the shopper brought back from a step of theirs. */
  continuePayment(routes: PaymentRoutes, body: unknown, idempotencyKey: string): Promise<PaymentAnswer> {
    return this.#pay(`${routes}/details`, body, idempotencyKey);
  }

  paymentStatus(paymentReference: string): Promise<PaymentStatus> {
    return this.#read('GET', `/payments/${encodeURIComponent(paymentReference)}`);
  }

  storedPaymentMethods(): Promise<{ storedPaymentMethods: StoredPaymentMethod[] }> {
    return this.#read('GET', '/stored-payment-methods');
  }

  async removeStoredPaymentMethod(id: string): Promise<void> {
    await this.#read('DELETE', `/stored-payment-methods/${encodeURIComponent(id)}`);
  }

  giftCardBalance(paymentMethod: unknown): Promise<{ balance: AdyenAmount; transactionLimit?: AdyenAmount }> {
    return this.#read('POST', '/paymentMethods/balance', { paymentMethod });
  }

  createOrder(): Promise<AdyenOrder> {
    return this.#once('POST', '/orders', {});
  }

  async cancelOrder(order: AdyenOrder): Promise<void> {
    await this.#once('POST', '/orders/cancel', {
      orderData: order.orderData,
      pspReference: order.pspReference,
    });
  }

  updatePaypalOrder(body: unknown): Promise<{ paymentData: string }> {
    return this.#once('POST', '/paypal-express/order', body);
  }

  applePaySession(validationUrl: string): Promise<unknown> {
    return this.#once('POST', '/applepay-sessions', { validationUrl });
  }

  #read<T>(method: string, path: string, body?: unknown): Promise<T> {
    return fetchJson<T>(this.#baseUrl + path, { method, body, headers: this.#headers(), retries: 2 });
  }

  #once<T>(method: string, path: string, body: unknown): Promise<T> {
    return fetchJson<T>(this.#baseUrl + path, { method, body, headers: this.#headers() });
  }

  async #pay(path: string, body: unknown, idempotencyKey: string): Promise<PaymentAnswer> {
    const answer = await fetchJson<Partial<PaymentAnswer> | null | undefined>(this.#baseUrl + path, {
      method: 'POST',
      body,
      headers: { ...this.#headers(), 'Idempotency-Key': idempotencyKey },
      // The processor gives Adyen 25 seconds and commercetools some more.
      deadlineMs: 45_000,
    });
    if (answer?.resultCode || answer?.action?.type) return answer;
    // Somebody on the way has answered; whether the shopper has paid it does not say.
    throw new RequestFailure('The answer says nothing', { paymentReference: answer?.paymentReference });
  }

  #headers(): Record<string, string> {
    return this.#sessionId === undefined ? {} : { 'X-Session-Id': this.#sessionId };
  }
}
