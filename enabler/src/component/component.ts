import { commonOptions, consentOptions } from '../adyen/common-options.ts';
import type { AdyenWeb } from '../adyen/core.ts';
import type { AdyenElement, ElementProps } from '../adyen/element.ts';
import { walletAvailable, walletFault } from '../adyen/wallet.ts';
import type { Host } from '../host.ts';
import type { Method, MethodContext } from '../methods/method.ts';
import { hasSubmit } from '../methods/facts.ts';
import { adyenTypeOf } from '../methods/names.ts';
import { showAmount } from '../attempt/shown-amount.ts';
import { PaymentFlow } from '../attempt/flow.ts';
import { PaymentError } from '../payment-error.ts';
import type {
  ComponentOptions,
  ComponentState,
  ComponentType,
  PaymentComponent,
  SubmitOptions,
} from '../types.ts';
import { MountedForm } from '../ui/mounted-form.ts';
import type { Surface } from '../ui/surface.ts';

export interface ComponentSetting {
  host: Host;
  adyen: AdyenWeb;
  type: ComponentType;
  method: Method;
  options: ComponentOptions;
  /** adyen-web options beside the method's own, e.g. of a stored method. */
  extra?: Record<string, unknown>;
  /** What `getState` answers before the shopper has typed anything, where the method does not say. */
  state?: ComponentState;
  isOffered: boolean;
}

/** One payment method in an element of the page. */
export class Component implements PaymentComponent {
  readonly #setting: ComponentSetting;
  readonly #state: ComponentState = {};
  readonly #flow: PaymentFlow;
  readonly #mounted: MountedForm;
  #element: AdyenElement | undefined;
  /** Of a wallet: whether it works on this device. */
  #available: Promise<void> | undefined;
  #fault: PaymentError | undefined;

  constructor(setting: ComponentSetting) {
    this.#setting = setting;
    const { host, adyen, options, type } = setting;
    this.#resetState();
    this.#mounted = new MountedForm(setting, { payments: () => this.#flow, element: () => this.#element });
    this.#flow = new PaymentFlow({
      host,
      client: () => host.client,
      routes: '/payments',
      redirectMode: options.redirectMode ?? 'page',
      type,
      onPress: options.showPayButton === false ? undefined : options.onPayButtonClick,
      surface: () => this.#mounted.surface,
      onComplete: (result) => host.options.onComplete?.(result),
      onPartialPayment: (payment) => host.options.onPartialPayment?.(payment),
      restoreForm: (afterAction) => {
        this.#restoreForm(afterAction);
      },
      renewForm: (amount) => {
        showAmount(host, adyen, amount);
        this.#restoreForm(true);
      },
      // PayPal would draw its buttons with the script that did not come.
      ...(hasSubmit(type) ? {} : { removeForm: () => this.#element?.unmount() }),
      finishForm: (text) => {
        this.#element?.unmount();
        this.#mounted.surface?.show('success', text);
      },
    });
    this.#create();
  }

  mount(selector: string | HTMLElement): void {
    const surface = this.#mounted.mount(selector);
    this.#resetState();
    // A script that could not be loaded may load now.
    if (this.#fault?.code === 'LoadFailed') this.#create();
    if (this.#fault) this.#flow.report(this.#fault);
    else if (hasSubmit(this.#setting.type)) this.#element?.mount(surface.form);
    else void this.#mountWallet(surface);
  }

  async submit({ storePaymentDetails }: SubmitOptions = {}): Promise<void> {
    const { host, type } = this.#setting;
    if (!hasSubmit(type)) {
      throw new PaymentError('InvalidUse', host.texts, new Error(`${type} pays with its own button`));
    }
    if (!this.#mounted.surface || this.#flow.busy) return Promise.resolve();
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
    this.#mounted.unmount();
  }

  #create(): void {
    const { host, type } = this.#setting;
    this.#fault = undefined;
    try {
      this.#element = this.#createElement();
      if (!hasSubmit(type)) this.#available = walletAvailable(this.#element);
    } catch (error) {
      // adyen-web refuses a wallet that is not configured; `isAvailable` tells, and mounting says so.
      this.#fault = new PaymentError('MethodUnavailable', host.texts, error);
    }
  }

  /** Shows a wallet's button if it works here. */
  async #mountWallet(surface: Surface): Promise<void> {
    const { host } = this.#setting;
    try {
      await this.#available;
    } catch (reason) {
      this.#fault = walletFault(reason, host.texts);
      if (this.#mounted.surface === surface) this.#flow.report(this.#fault);
      return;
    }
    if (this.#mounted.surface === surface) this.#element?.mount(surface.form);
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
      ...commonOptions,
      // The page's own button can stand for any but a wallet's.
      showPayButton: options.showPayButton !== false || !hasSubmit(type),
      ...method.options?.(context),
      ...overrides,
      ...consentOptions(host),
      ...extra,
      ...this.#flow.callbacks(),
    } satisfies ElementProps as never);
  }

  #restoreForm(afterAction: boolean): void {
    if (!this.#mounted.surface || !this.#element) return;
    if (afterAction) {
      this.#resetState();
      this.#element.unmount();
      this.#element.mount(this.#mounted.surface.form);
    } else {
      this.#element.setStatus('ready');
    }
  }

  #resetState(): void {
    const { state, method } = this.#setting;
    Object.assign(this.#state, structuredClone(state ?? method.state));
  }
}
