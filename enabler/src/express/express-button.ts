import { commonOptions } from '../adyen/common-options.ts';
import type { AdyenWeb } from '../adyen/core.ts';
import type { AdyenElement, ElementProps } from '../adyen/element.ts';
import { walletAvailable, walletFault } from '../adyen/wallet.ts';
import type { Host } from '../host.ts';
import type { Method } from '../methods/method.ts';
import { fromAdyenAmount, toAdyenAmount } from '../attempt/money.ts';
import { PaymentFlow } from '../attempt/flow.ts';
import type { CentAmount, ExpressComponent, ExpressOptions, ExpressType } from '../types.ts';
import { MountedForm } from '../ui/mounted-form.ts';
import type { Surface } from '../ui/surface.ts';
import { ExpressSheet } from './sheet.ts';
import type { WalletOptions } from './wallet.ts';

export interface ExpressSetting {
  host: Host;
  adyen: AdyenWeb;
  type: ExpressType;
  method: Method;
  walletOptions: WalletOptions;
  options: ExpressOptions;
}

/** A wallet's button outside the checkout: its sheet asks for address and shipping. */
export class ExpressButton implements ExpressComponent {
  readonly #setting: ExpressSetting;
  readonly #flow: PaymentFlow;
  readonly #sheet: ExpressSheet;
  readonly #mounted: MountedForm;
  #element: AdyenElement;
  #available: Promise<void>;

  constructor(setting: ExpressSetting) {
    this.#setting = setting;
    const { host, type, options } = setting;
    const sheet = new ExpressSheet({
      host,
      open: (agree) => this.#flow.openSheet(agree),
      report: (fault) => this.#flow.report(fault),
      options: {
        ...options,
        onPaymentSubmit: async (submission) => {
          try {
            await options.onPaymentSubmit(submission);
          } catch (error) {
            this.#flow.decline(error);
            throw error;
          }
        },
      },
    });
    this.#mounted = new MountedForm(setting, { payments: () => this.#flow, element: () => this.#element });
    this.#flow = new PaymentFlow({
      host,
      client: () => sheet.client,
      routes: '/express-payments',
      redirectMode: 'page',
      type,
      continueBody: (data) => ({ ...data, paymentMethod: type }),
      surface: () => this.#mounted.surface,
      onComplete: (result) => {
        (options.onComplete ?? host.options.onComplete)?.(result);
      },
      onPartialPayment: (payment) => host.options.onPartialPayment?.(payment),
      restoreForm: () => this.#element.setStatus('ready'),
      renewForm: (amount) => {
        this.#renew(fromAdyenAmount(amount));
      },
      removeForm: () => this.#element.unmount(),
      finishForm: (text) => {
        this.#element.unmount();
        this.#mounted.surface?.show('success', text);
      },
    });
    this.#sheet = sheet;
    this.#element = this.#createElement(options.initialAmount);
    this.#available = walletAvailable(this.#element);
  }

  mount(selector: string | HTMLElement): void {
    void this.#mountIfAvailable(this.#mounted.mount(selector));
  }

  unmount(): void {
    this.#mounted.unmount();
  }

  #createElement(initialAmount: CentAmount): AdyenElement {
    const { host, adyen, type, method, walletOptions, options } = this.#setting;
    return new method.Element(adyen.core, {
      ...commonOptions,
      amount: toAdyenAmount(initialAmount),
      showPayButton: true,
      ...walletOptions({
        host,
        options: { ...options, initialAmount },
        sheet: this.#sheet,
        started: () => this.#flow.response,
      }),
      ...host.config.paymentComponentsConfig?.[type],
      ...this.#flow.callbacks(),
    } satisfies ElementProps as never);
  }

  /** The button comes back for what is left to pay. */
  #renew(remaining: CentAmount): void {
    this.#element.unmount();
    this.#element = this.#createElement(remaining);
    this.#available = walletAvailable(this.#element);
    if (this.#mounted.surface) void this.#mountIfAvailable(this.#mounted.surface);
  }

  /** A button that does not work is not shown; the page learns it and may leave the place to something else. */
  async #mountIfAvailable(surface: Surface): Promise<void> {
    const { host, type } = this.#setting;
    try {
      await this.#available;
    } catch (reason) {
      if (this.#mounted.surface === surface)
        host.options.onError?.(walletFault(reason, host.texts), { method: { type } });
      return;
    }
    if (this.#mounted.surface === surface) this.#element.mount(surface.form);
  }
}
