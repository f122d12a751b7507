import type { SharedAdyen } from './adyen/core.ts';
import type { Host } from './host.ts';
import { localeCountry, pageLocale } from './locale.ts';
import english from './messages/languages/en.ts';
import { loadTexts } from './messages/messages.ts';
import { loadAny, loadMethod } from './methods/loaders.ts';
import { adyenTypeOf, checkoutTypeOf, componentTypes } from './methods/names.ts';
import { PaymentError, toPaymentError } from './payment-error.ts';
import { ProcessorClient } from './processor-client.ts';
import { loadSheets } from './styles/sheets.ts';
import type {
  ComponentType,
  DropinType,
  EnablerOptions,
  ExpressBuilder,
  ExpressType,
  PaymentComponentBuilder,
  PaymentDropinBuilder,
  PaymentEnabler,
  StoredComponentBuilder,
  StoredPaymentMethod,
  StoredPaymentMethodType,
} from './types.ts';

/**
 * The way into the connector for a checkout page. Nothing is requested before the first builder is wanted; then the
 * processor is asked for configuration and payment methods once, while adyen-web's parts load.
 */
export class Enabler implements PaymentEnabler {
  readonly #options: EnablerOptions;
  readonly #locale: string;
  readonly #client: ProcessorClient;
  readonly #adyen: SharedAdyen = {};
  #storeDetails = false;
  #host: Promise<Host> | undefined;

  constructor(options: EnablerOptions) {
    if (typeof options.processorUrl !== 'string') throw invalidUse('processorUrl is missing');
    this.#options = options;
    this.#locale = options.locale || pageLocale();
    this.#client = new ProcessorClient(options.processorUrl, options.sessionId);
  }

  createComponentBuilder(type: ComponentType): Promise<PaymentComponentBuilder> {
    return this.#load(async () => {
      expectOneOf(componentTypes, type);
      const [host, { componentBuilder }] = await Promise.all([
        this.#start(),
        import('./component/component-builder.ts'),
        loadMethod(adyenTypeOf(type)),
      ]);
      return componentBuilder(host, type, this.#adyen);
    });
  }

  createDropinBuilder(type: DropinType): Promise<PaymentDropinBuilder> {
    return this.#load(async () => {
      expectOneOf(['embedded'], type);
      const start = this.#start();
      const [host, { dropinBuilder }] = await Promise.all([
        start,
        import('./dropin/dropin-builder.ts'),
        start.then(({ methods }) =>
          Promise.all((methods.paymentMethods ?? []).map(({ type }) => loadAny(type))),
        ),
        // Nearly every list has cards, and their form is what takes longest.
        loadMethod('scheme'),
        loadSheets(['dropin']),
      ]);
      return dropinBuilder(host);
    });
  }

  createExpressBuilder(type: ExpressType): Promise<ExpressBuilder> {
    return this.#load(async () => {
      expectOneOf(['applepay', 'googlepay', 'paypal'], type);
      const { expressBuilder } = await import('./express/express-builder.ts');
      return expressBuilder(type, {
        options: this.#options,
        locale: this.#locale,
        countryCode: this.#countryCode,
        cspNonce: this.#cspNonce,
        client: this.#client,
      });
    });
  }

  createStoredPaymentMethodBuilder(type: StoredPaymentMethodType): Promise<StoredComponentBuilder> {
    return this.#load(async () => {
      expectOneOf(['card'], type);
      const [host, { storedCardBuilder }] = await Promise.all([
        this.#start(),
        import('./stored/stored-builder.ts'),
        loadMethod('scheme'),
      ]);
      return storedCardBuilder(host, this.#adyen);
    });
  }

  isStoredPaymentMethodsEnabled(): Promise<boolean> {
    return this.#load(
      async () => (await this.#start()).config.storedPaymentMethodsConfig?.isEnabled === true,
    );
  }

  getStoredPaymentMethods({
    allowedMethodTypes,
  }: {
    allowedMethodTypes: string[];
  }): Promise<{ storedPaymentMethods: StoredPaymentMethod[] }> {
    return this.#load(async () => {
      const host = await this.#start();
      if (host.config.storedPaymentMethodsConfig?.isEnabled !== true) return { storedPaymentMethods: [] };
      const { storedPaymentMethods } = await this.#client.storedPaymentMethods();
      return {
        storedPaymentMethods: storedPaymentMethods
          .map((stored) => ({ ...stored, type: checkoutTypeOf(stored.type) }))
          .filter(({ type }) => allowedMethodTypes.includes(type)),
      };
    });
  }

  setStorePaymentDetails(enabled: boolean): void {
    this.#storeDetails = enabled;
    void this.#host?.then(
      (host) => {
        host.storeDetails = enabled;
      },
      () => undefined,
    );
  }

  /** Asks the processor how to begin; once, unless that failed. */
  #start(): Promise<Host> {
    this.#host ??= this.#ask().catch((error: unknown) => {
      this.#host = undefined;
      throw error;
    });
    return this.#host;
  }

  async #ask(): Promise<Host> {
    // Express checkout has none before its button is pressed; whatever else is shown is shown for a session.
    if (typeof this.#options.sessionId !== 'string') throw invalidUse('sessionId is missing');
    const country = givenCountry(this.#options);
    const [config, methods, texts] = await Promise.all([
      this.#client.config(),
      this.#client.paymentMethods({
        locale: this.#locale,
        ...(country === undefined ? {} : { countryCode: country }),
      }),
      loadTexts(this.#locale),
    ]);
    return {
      options: this.#options,
      locale: this.#locale,
      countryCode: this.#countryCode,
      cspNonce: this.#cspNonce,
      client: this.#client,
      texts,
      config,
      methods,
      storeDetails: this.#storeDetails,
      unsettled: undefined,
      heldBefore: new WeakMap(),
    };
  }

  get #countryCode(): string {
    return givenCountry(this.#options) ?? localeCountry(this.#locale);
  }

  get #cspNonce(): string | undefined {
    const declared = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce;
    return this.#options.cspNonce ?? (declared === '' ? undefined : declared);
  }

  async #load<T>(load: () => Promise<T>): Promise<T> {
    try {
      return await load();
    } catch (error) {
      throw toPaymentError(error, await loadTexts(this.#locale));
    }
  }
}

function expectOneOf(known: readonly string[], type: string): void {
  if (!known.includes(type)) throw invalidUse(`${type} is not one of ${known.join(', ')}`);
}

function invalidUse(why: string): PaymentError {
  return new PaymentError('InvalidUse', english, new Error(why));
}

/** The country by ISO 3166. What is none, such as the empty value of a form, counts as not given. */
const givenCountry = ({ countryCode }: EnablerOptions): string | undefined =>
  /^[a-z]{2}$/i.test(countryCode ?? '') ? countryCode?.toUpperCase() : undefined;
