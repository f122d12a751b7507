import type { AdyenWeb } from '../adyen/core.ts';
import { Component } from '../component/component.ts';
import type { Host } from '../host.ts';
import { brandName } from '../methods/card/brands.ts';
import type { Method } from '../methods/method.ts';
import { toPaymentError } from '../payment-error.ts';
import type { StoredMethod } from '../processor-client.ts';
import type { CardState, StoredComponent, StoredComponentOptions } from '../types.ts';

interface StoredCardSetting {
  host: Host;
  adyen: AdyenWeb;
  method: Method;
  /** The card as Adyen or commercetools lists it. */
  stored: StoredMethod;
  options: StoredComponentOptions;
}

/** A card that the customer has stored: its security code is asked for, where the brand wants one. */
export class StoredCard extends Component implements StoredComponent {
  readonly #host: Host;
  readonly #id: string;

  constructor({ host, adyen, method, stored, options }: StoredCardSetting) {
    super({
      host,
      adyen,
      type: 'card',
      // What the shopper types into a stored card's form is no news about the card.
      method: { Element: method.Element },
      options,
      isOffered: true,
      state: { card: cardState(stored) },
      extra: {
        ...stored,
        storedPaymentMethodId: options.id,
        supportedShopperInteractions: ['Ecommerce'],
        ...(options.brands ? { brands: options.brands } : {}),
      },
    });
    this.#host = host;
    this.#id = options.id;
  }

  async remove(): Promise<void> {
    try {
      await this.#host.client.removeStoredPaymentMethod(this.#id);
    } catch (error) {
      throw toPaymentError(error, this.#host.texts);
    }
    this.unmount();
  }
}

function cardState({ lastFour, brand, expiryMonth, expiryYear }: StoredMethod): CardState {
  return {
    ...(lastFour === undefined ? {} : { endDigits: lastFour }),
    ...(brand === undefined ? {} : { brand: brandName(brand) }),
    ...(expiryMonth === undefined || expiryYear === undefined
      ? {}
      : { expiryDate: `${expiryMonth}/${expiryYear}` }),
  };
}
