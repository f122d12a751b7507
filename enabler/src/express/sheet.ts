import type { Host } from '../host.ts';
import { PaymentError, toPaymentError } from '../payment-error.ts';
import type { ExpressPaymentData, ProcessorClient } from '../processor-client.ts';
import type { ExpressAddress, ExpressOptions, ExpressShippingMethod, ExpressSubmission } from '../types.ts';

/** What a wallet's sheet shows after the shopper has chosen an address or a way of shipping. */
export interface SheetContent {
  /** The chosen one first, as wallets take the first for chosen. */
  shippingMethods: ExpressShippingMethod[];
  price: ExpressPaymentData;
}

export interface SheetSetting {
  options: ExpressOptions;
  host: Pick<Host, 'client' | 'texts'>;
  /** Opens the sheet once what it is given has succeeded. */
  open: (agree: () => Promise<void>) => Promise<void>;
  /** Told why the sheet does not open, unless it is the shop that does not want it to. */
  report: (fault: PaymentError) => void;
}

/** A wallet's sheet while it is open: what the shopper chooses goes to the shop, what it costs comes from the cart. */
export class ExpressSheet {
  readonly #options: ExpressOptions;
  readonly #setting: SheetSetting;
  #session: { id: string; client: ProcessorClient } | undefined;
  #shippingMethods: ExpressShippingMethod[] = [];

  constructor(setting: SheetSetting) {
    this.#options = setting.options;
    this.#setting = setting;
  }

  /** The processor in the name of the session that pays. */
  get client(): ProcessorClient {
    return this.#session?.client ?? this.#setting.host.client;
  }

  /**
   * The button was pressed: the shop says which session pays.
   *
   * @param prepare what else has to be done before the sheet opens, in the name of that session
   * @throws whatever keeps the sheet from opening
   */
  press(prepare?: (client: ProcessorClient) => Promise<void>): Promise<void> {
    const { host, open, report } = this.#setting;
    return open(async () => {
      const answer = (await this.#options.onPayButtonClick()) as { sessionId?: string } | undefined;
      try {
        if (!answer?.sessionId)
          throw new PaymentError('InvalidUse', host.texts, new Error('onPayButtonClick names no session'));
        const id = answer.sessionId;
        if (this.#session?.id !== id) this.#session = { id, client: host.client.withSession(id) };
        await prepare?.(this.client);
      } catch (fault) {
        report(toPaymentError(fault, host.texts));
        throw fault;
      }
    });
  }

  async chooseAddress(address: ExpressAddress): Promise<SheetContent> {
    await this.#options.onShippingAddressSelected({ address });
    const offered = await this.#options.getShippingMethods({ address });
    const chosen = offered.find(({ isSelected }) => isSelected) ?? offered[0];
    this.#shippingMethods = chosen ? [chosen, ...offered.filter((method) => method !== chosen)] : [];
    // The sheet shows the first as chosen: the cart has to say the same.
    if (chosen && !chosen.isSelected)
      await this.#options.onShippingMethodSelected({ shippingMethod: { id: chosen.id } });
    return this.#content();
  }

  async chooseShippingMethod(id: string): Promise<SheetContent> {
    await this.#options.onShippingMethodSelected({ shippingMethod: { id } });
    const chosen = this.#shippingMethods.filter((method) => method.id === id);
    this.#shippingMethods = [...chosen, ...this.#shippingMethods.filter((method) => method.id !== id)];
    return this.#content();
  }

  /** The shopper has confirmed: the shop learns who they are before the payment is made. */
  confirm(submission: ExpressSubmission): Promise<void> {
    return this.#options.onPaymentSubmit(submission);
  }

  async #content(): Promise<SheetContent> {
    return { shippingMethods: this.#shippingMethods, price: await this.client.expressPaymentData() };
  }
}
