import type { EmbeddedAdyen } from './adyen/index.ts';
import type { EmbeddedCommercetools } from './commercetools/index.ts';
import { startShop, type Shop, type ShopOptions } from './shop/index.ts';

/** What the shop shows beside plain payments: stored cards and gift cards. */
export const shopSettings = {
  ADYEN_STORED_PAYMENT_METHODS_ENABLED: 'true',
  ADYEN_STORE_PAYMENT_METHOD_DETAILS_ENABLED: 'true',
  ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true',
};

/** The gift card in the shop's list of test cards. */
export const giftCardNumber = '603628000000000000';

/**
 * What keeps the list's promise that the gift card holds 50.00: earlier visitors may have emptied it, or paid with it in
 * another currency.
 */
export const refillsGiftCard =
  ({ control }: EmbeddedAdyen): NonNullable<ShopOptions['onNewCart']> =>
  (currency) => {
    control.setGiftCard(giftCardNumber, { currency, value: 5_000 });
  };

/** The demo shop on the embedded commercetools, whose project is seeded with products and with a client for each side. */
export const startSandboxShop = (
  commercetools: EmbeddedCommercetools,
  options: Pick<ShopOptions, 'port' | 'processorUrl' | 'enablerUrl' | 'onNewCart'>,
): Promise<Shop> =>
  startShop({
    ...options,
    project: commercetools,
    shopClient: commercetools.clients.shop,
    backOfficeClient: commercetools.clients.checkout,
  });
