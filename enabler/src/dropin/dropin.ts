import type { AdyenWeb } from '../adyen/core.ts';
import type { ElementProps } from '../adyen/element.ts';
import type { Host } from '../host.ts';
import { showAmount } from '../attempt/shown-amount.ts';
import { PaymentFlow } from '../attempt/flow.ts';
import { fromAdyenAmount } from '../attempt/money.ts';
import { PaymentError, toPaymentError } from '../payment-error.ts';
import type { AdyenAmount } from '../processor-client.ts';
import type { DropinComponent, DropinOptions, SubmitOptions } from '../types.ts';
import { MountedForm } from '../ui/mounted-form.ts';
import { giftCardCallbacks } from './gift-cards.ts';
import { methodsConfiguration, type DropinMethods } from './methods.ts';
import { SteadyDropin, type DropinConfiguration } from './steady-dropin.ts';

export interface DropinSetting {
  host: Host;
  adyen: AdyenWeb;
  methods: DropinMethods;
  options: DropinOptions;
  /** The whole amount, where it is known. */
  amount: AdyenAmount | undefined;
}

/** All payment methods of the session in one list. */
export class EmbeddedDropin implements DropinComponent {
  readonly #setting: DropinSetting;
  readonly #flow: PaymentFlow;
  readonly #element: SteadyDropin;
  readonly #mounted: MountedForm;
  #isReady = false;
  /** The Payment of the latest part that a gift card has paid. */
  #latestPart = '';

  constructor(setting: DropinSetting) {
    this.#setting = setting;
    const { host, adyen, options } = setting;
    this.#mounted = new MountedForm(setting, { payments: () => this.#flow, element: () => this.#element });
    this.#flow = new PaymentFlow({
      routes: '/payments',
      redirectMode: options.redirectMode ?? 'page',
      host,
      client: () => host.client,
      onPress: options.showPayButton === false ? undefined : options.onPayButtonClick,
      surface: () => this.#mounted.surface,
      onComplete: (result) => host.options.onComplete?.(result),
      onPartialPayment: (payment) => {
        this.#latestPart = payment.paymentReference;
        host.options.onPartialPayment?.(payment);
      },
      restoreForm: () => {
        this.#element.restore();
      },
      renewForm: (amount) => {
        showAmount(host, adyen, amount);
        this.#element.renew();
      },
      finishForm: (text) => {
        this.#element.setStatus('success', { message: text });
      },
    });
    this.#element = this.#createElement();
  }

  mount(selector: string | HTMLElement): void {
    const { form } = this.#mounted.mount(selector);
    this.#isReady = false;
    this.#element.mount(form);
  }

  async submit({ storePaymentDetails }: SubmitOptions = {}): Promise<void> {
    if (!this.#mounted.surface || this.#flow.busy) return;
    this.#flow.consent = storePaymentDetails;
    try {
      this.#element.submit();
    } catch (error) {
      // adyen-web throws while no method is chosen.
      throw new PaymentError('InvalidUse', this.#setting.host.texts, error);
    }
    return Promise.resolve();
  }

  unmount(): void {
    this.#mounted.unmount();
  }

  #createElement(): SteadyDropin {
    const { host, adyen, methods, options, amount } = this.#setting;
    const storesDetails = host.config.storedPaymentMethodsConfig?.isEnabled === true;
    const showPayButton = options.showPayButton !== false;
    const onPress = async (): Promise<void> => {
      const pressed = await this.#flow.openSheet(async () => options.onPayButtonClick?.());
      this.#flow.consent = pressed?.storePaymentDetails;
    };
    const forGiftCards = giftCardCallbacks({
      client: host.client,
      amount,
      ask: (request) => this.#askForGiftCard(request),
      onTakenBack: (whole) => {
        const remainingAmount = fromAdyenAmount(whole);
        host.options.onPartialPayment?.({
          paymentReference: this.#latestPart,
          paidAmount: { ...remainingAmount, centAmount: 0 },
          remainingAmount,
        });
      },
    });
    const callbacks = (type?: string) => ({ ...this.#flow.callbacks(type), ...forGiftCards });
    const props = {
      showPayButton,
      showStoredPaymentMethods: storesDetails,
      showRemovePaymentMethodButton: storesDetails,
      // Its end would replace the list, and with it the way to pay with another card.
      disableFinalAnimation: true,
      ...host.config.paymentComponentsConfig?.embedded,
      ...callbacks(),
      paymentMethodComponents: methods.classes,
      paymentMethodsConfiguration: methodsConfiguration({
        host,
        methods,
        showPayButton,
        onPress,
        callbacks,
        withoutAmount: !amount,
      }),
      onReady: () => {
        if (!this.#isReady) void options.onDropinReady?.();
        this.#isReady = true;
      },
      onDisableStoredPaymentMethod: (id: string, resolve: () => void, reject: (reason: unknown) => void) => {
        host.client.removeStoredPaymentMethod(id).then(resolve, (error: unknown) => {
          reject(error);
          this.#flow.report(toPaymentError(error, host.texts), 'card');
        });
      },
    } satisfies ElementProps;
    // adyen-web's types know more of a form's data and of its classes than the enabler declares of them.
    const configuration = props as unknown as DropinConfiguration;
    return new SteadyDropin(adyen.core, configuration, () => this.#flow.busy);
  }

  /** Shopper and page hear of a failure; adyen-web has nothing to say of it. */
  async #askForGiftCard<T>(request: () => Promise<T>): Promise<T> {
    this.#mounted.surface?.clear();
    try {
      return await request();
    } catch (error) {
      this.#flow.report(toPaymentError(error, this.#setting.host.texts), 'giftcard');
      throw error;
    }
  }
}
