import type { AdyenWeb } from '../adyen/core.ts';
import type { AdyenElement } from '../adyen/element.ts';
import type { Host } from '../host.ts';
import { localeDirection } from '../locale.ts';
import type { Method, MethodContext } from '../methods/method.ts';
import { adyenTypeOf, hasSubmit } from '../methods/names.ts';
import { PaymentFlow } from '../payment/flow.ts';
import { PaymentError } from '../payment-error.ts';
import { useStyles } from '../styles/sheets.ts';
import type {
  ComponentOptions,
  ComponentState,
  ComponentType,
  PaymentComponent,
  SubmitOptions,
} from '../types.ts';
import { Surface } from '../ui/surface.ts';

export interface ComponentSetting {
  host: Host;
  adyen: AdyenWeb;
  type: ComponentType;
  method: Method;
  options: ComponentOptions;
  /** adyen-web options beside the method's own, e.g. of a stored method. */
  extra?: Record<string, unknown>;
  /** What `getState` answers before the shopper has typed anything. */
  state?: ComponentState;
  isOffered: boolean;
}

/** One payment method in an element of the page. */
export class Component implements PaymentComponent {
  readonly #setting: ComponentSetting;
  readonly #state: ComponentState;
  readonly #flow: PaymentFlow;
  readonly #element: AdyenElement | undefined;
  readonly #fault: unknown;
  #surface: Surface | undefined;
  #release: (() => void)[] = [];

  constructor(setting: ComponentSetting) {
    this.#setting = setting;
    this.#state = { ...setting.state };
    const { host, options } = setting;
    const ownButton = options.showPayButton !== false && hasSubmit(setting.type);
    this.#flow = new PaymentFlow({
      host,
      client: () => host.client,
      routes: '/payments',
      redirectMode: options.redirectMode ?? 'page',
      onPress: ownButton ? options.onPayButtonClick : undefined,
      surface: () => this.#surface,
      onComplete: (result) => host.options.onComplete?.(result),
      restoreForm: (afterAction) => {
        this.#restoreForm(afterAction);
      },
      finishForm: (text) => {
        this.#element?.unmount();
        this.#surface?.show('success', text);
      },
    });
    try {
      this.#element = this.#createElement();
    } catch (error) {
      // adyen-web refuses a wallet that is not configured; `isAvailable` tells, and mounting says so.
      this.#fault = error;
    }
  }

  mount(selector: string | HTMLElement): void {
    const { host, adyen } = this.#setting;
    const { texts } = host;
    if (!this.#element) throw new PaymentError('MethodUnavailable', texts, this.#fault);
    this.unmount();
    const showMessages = host.options.showMessages !== false;
    this.#surface = new Surface(selector, { direction: localeDirection(host.locale), texts, showMessages });
    this.#release = [useStyles(host.cspNonce), adyen.use()];
    this.#flow.begin();
    this.#element.mount(this.#surface.form);
  }

  async submit({ storePaymentDetails }: SubmitOptions = {}): Promise<void> {
    const { host, type } = this.#setting;
    if (!hasSubmit(type)) {
      throw new PaymentError('InvalidUse', host.texts, new Error(`${type} pays with its own button`));
    }
    if (!this.#surface || this.#flow.busy) return Promise.resolve();
    this.#flow.consent = storePaymentDetails;
    this.#element?.submit();
  }

  async isAvailable(): Promise<boolean> {
    if (!this.#element || !this.#setting.isOffered) return false;
    return this.#element.isAvailable().then(
      () => true,
      () => false,
    );
  }

  isValid(): boolean {
    return this.#element?.isValid ?? false;
  }

  showValidation(): void {
    this.#element?.showValidation();
  }

  getState(): ComponentState {
    return structuredClone(this.#state);
  }

  unmount(): void {
    if (!this.#surface) return;
    this.#flow.stop();
    this.#element?.unmount();
    this.#surface.remove();
    this.#surface = undefined;
    for (const release of this.#release) release();
  }

  #createElement(): AdyenElement {
    const { host, adyen, method, type, options, extra } = this.#setting;
    const adyenType = adyenTypeOf(type);
    const context: MethodContext = {
      host,
      type: adyenType,
      state: this.#state,
      onPress: async () => {
        const pressed = await this.#flow.openSheet(async () => options.onPayButtonClick?.());
        this.#flow.consent = pressed?.storePaymentDetails;
      },
    };
    const overrides = host.config.paymentComponentsConfig?.[adyenType === 'scheme' ? 'card' : adyenType];
    return new method.Element(adyen.core, {
      showPayButton: options.showPayButton !== false,
      ...method.options?.(context),
      ...overrides,
      ...extra,
      ...this.#flow.callbacks(),
    } as never);
  }

  #restoreForm(afterAction: boolean): void {
    if (!this.#surface || !this.#element) return;
    if (afterAction) {
      this.#element.unmount();
      this.#element.mount(this.#surface.form);
    } else {
      this.#element.setStatus('ready');
    }
  }
}
