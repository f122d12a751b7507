import { commonOptions } from '../adyen/common-options.ts';
import type { AdyenWeb } from '../adyen/core.ts';
import type { AdyenElement } from '../adyen/element.ts';
import { walletAvailable, walletFault } from '../adyen/wallet.ts';
import type { Host } from '../host.ts';
import { localeDirection } from '../locale.ts';
import type { Method } from '../methods/method.ts';
import { fromAdyenAmount, toAdyenAmount } from '../attempt/money.ts';
import { PaymentFlow } from '../attempt/flow.ts';
import { useStyles } from '../styles/sheets.ts';
import type { CentAmount, ExpressComponent, ExpressOptions, ExpressType } from '../types.ts';
import { Surface } from '../ui/surface.ts';
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
  #element: AdyenElement;
  #available: Promise<void>;
  #surface: Surface | undefined;
  #release: (() => void)[] = [];

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
    this.#flow = new PaymentFlow({
      host,
      client: () => sheet.client,
      routes: '/express-payments',
      redirectMode: 'page',
      type,
      continueBody: (data) => ({ ...data, paymentMethod: type }),
      surface: () => this.#surface,
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
        this.#surface?.show('success', text);
      },
    });
    this.#sheet = sheet;
    this.#element = this.#createElement(options.initialAmount);
    this.#available = walletAvailable(this.#element);
  }

  mount(selector: string | HTMLElement): void {
    const { host, adyen } = this.#setting;
    this.unmount();
    const surface = new Surface(selector, {
      direction: localeDirection(host.locale),
      texts: host.texts,
      showMessages: host.options.showMessages !== false,
    });
    this.#surface = surface;
    this.#release = [useStyles(host.cspNonce), adyen.use()];
    this.#flow.begin();
    void this.#mountIfAvailable(surface);
  }

  unmount(): void {
    if (!this.#surface) return;
    this.#flow.stop();
    this.#element.unmount();
    this.#surface.remove();
    this.#surface = undefined;
    for (const release of this.#release) release();
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
    } as never);
  }

  /** The button comes back for what is left to pay. */
  #renew(remaining: CentAmount): void {
    this.#element.unmount();
    this.#element = this.#createElement(remaining);
    this.#available = walletAvailable(this.#element);
    if (this.#surface) void this.#mountIfAvailable(this.#surface);
  }

  /** A button that does not work is not shown; the page learns it and may leave the place to something else. */
  async #mountIfAvailable(surface: Surface): Promise<void> {
    const { host, type } = this.#setting;
    try {
      await this.#available;
    } catch (reason) {
      if (this.#surface === surface)
        host.options.onError?.(walletFault(reason, host.texts), { method: { type } });
      return;
    }
    if (this.#surface === surface) this.#element.mount(surface.form);
  }
}
