import type { BaseAddress, Cart } from '@commercetools/platform-sdk';
import { randomUUID } from 'node:crypto';
import { money } from '../resources/money.ts';
import type { Administrator } from './administrator.ts';

/** A cart as a test needs it; every part has a default. */
export interface CartOptions {
  /** EUR unless told. */
  readonly currency?: string | undefined;
  /** Of the shipping address, which decides the taxes: DE unless told. */
  readonly country?: string | undefined;
  /** One article of the seeded shop unless told. */
  readonly lineItems?:
    readonly { readonly sku: string; readonly quantity?: number | undefined }[] | undefined;
  /** Key of a seeded shipping method; `standard` unless told, `false` for none. */
  readonly shippingMethod?: string | false | undefined;
  /**
   * Asks for exactly this amount, in minor units: a cart in `ExternalAmount` mode with one line and neither tax nor
   * shipping. Line items and the shipping method are left out then.
   */
  readonly total?: number | undefined;
  readonly customerId?: string | undefined;
  /** A new one unless told, where there is no customer. */
  readonly anonymousId?: string | undefined;
  readonly customerEmail?: string | undefined;
  readonly locale?: string | undefined;
  readonly shippingAddress?: Partial<BaseAddress> | undefined;
  readonly billingAddress?: BaseAddress | undefined;
  /** Key of a store. */
  readonly store?: string | undefined;
  /** Marks the lines as ordered again and again, for recurring payments. */
  readonly isRecurring?: boolean | undefined;
}

const shippingAddressOf = ({ country = 'DE', shippingAddress }: CartOptions): BaseAddress => ({
  firstName: 'Ada',
  lastName: 'Lovelace',
  streetName: 'Analytical Way',
  streetNumber: '12',
  postalCode: '10115',
  city: 'Berlin',
  country,
  ...shippingAddress,
});

const shopperOf = ({ customerId, anonymousId }: CartOptions): object =>
  customerId === undefined ? { anonymousId: anonymousId ?? randomUUID() } : { customerId };

const contentOf = (options: CartOptions, currency: string): object => {
  const { total, lineItems = [{ sku: 'mug' }], shippingMethod = 'standard' } = options;
  if (total === undefined) {
    const shipping =
      shippingMethod === false ? {} : { shippingMethod: { typeId: 'shipping-method', key: shippingMethod } };
    return { lineItems, ...shipping };
  }
  const line = {
    name: { en: 'Order' },
    slug: 'order',
    quantity: 1,
    money: { currencyCode: currency, centAmount: total },
  };
  return { taxMode: 'ExternalAmount', customLineItems: [line] };
};

const untaxed = (cart: Cart): Cart => {
  const amount = money(cart.totalPrice);
  return { ...cart, taxedPrice: { totalNet: amount, totalGross: amount, taxPortions: [] } };
};

const recurring = (cart: Cart): Cart => {
  const recurrenceInfo = {
    recurrencePolicy: { typeId: 'recurrence-policy', id: randomUUID() } as const,
    priceSelectionMode: 'Fixed',
  };
  return {
    ...cart,
    lineItems: cart.lineItems.map((line) => ({ ...line, recurrenceInfo })),
    customLineItems: cart.customLineItems.map((line) => ({ ...line, recurrenceInfo })),
  };
};

/** Makes the cart the way a shop does, through the Carts API. */
export async function createCart(administrator: Administrator, options: CartOptions): Promise<Cart> {
  const { currency = 'EUR', customerEmail, locale, billingAddress, store, total, isRecurring } = options;
  const address = shippingAddressOf(options);
  const cart = await administrator.request<Cart>('POST', '/carts', {
    currency,
    country: address.country,
    shippingAddress: address,
    billingAddress: billingAddress ?? address,
    customerEmail,
    locale,
    ...shopperOf(options),
    ...(store === undefined ? {} : { store: { typeId: 'store', key: store } }),
    ...contentOf(options, currency),
  });
  const taxedCart = total === undefined ? cart : untaxed(cart);
  const finished = isRecurring === true ? recurring(taxedCart) : taxedCart;
  administrator.put('cart', finished);
  return finished;
}
