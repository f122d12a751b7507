import type { ExpressPaymentData, ProcessorClient } from '../processor-client.ts';
import type { ExpressAddress, ExpressOptions, ExpressShippingMethod } from '../types.ts';

/** What a wallet's sheet shows after the shopper has chosen an address or a way of shipping. */
export interface SheetContent {
  /** The chosen one first, as wallets take the first for chosen. */
  shippingMethods: ExpressShippingMethod[];
  price: ExpressPaymentData;
}

/** A wallet's sheet while it is open: what the shopper chooses goes to the shop, what it costs comes from the cart. */
export class ExpressSheet {
  readonly #options: ExpressOptions;
  readonly #processor: ProcessorClient;
  #session: ProcessorClient | undefined;
  #shippingMethods: ExpressShippingMethod[] = [];

  constructor(options: ExpressOptions, processor: ProcessorClient) {
    this.#options = options;
    this.#processor = processor;
  }

  /** The processor in the name of the session that pays. */
  get client(): ProcessorClient {
    return this.#session ?? this.#processor;
  }

  /** The button was pressed: the shop says which session pays. */
  async press(): Promise<void> {
    const { sessionId } = await this.#options.onPayButtonClick();
    this.#session = this.#processor.withSession(sessionId);
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

  /** The shopper has confirmed: the shop learns the complete addresses before the payment is made. */
  confirm(shippingAddress: ExpressAddress, billingAddress: ExpressAddress): Promise<void> {
    return this.#options.onPaymentSubmit({ shippingAddress, billingAddress });
  }

  async #content(): Promise<SheetContent> {
    return { shippingMethods: this.#shippingMethods, price: await this.client.expressPaymentData() };
  }
}
