import type { Address, Cart } from '@commercetools/platform-sdk';

type Delivered = Partial<Pick<Cart, 'shippingAddress' | 'itemShippingAddresses' | 'shipping'>>;

/** Where a cart is delivered. One that is delivered to several addresses has them elsewhere: the first stands for all. */
export const shippingAddressOf = (cart: Delivered): Address | undefined =>
  cart.shippingAddress ?? cart.itemShippingAddresses?.[0] ?? cart.shipping?.[0]?.shippingAddress;

/** What a cart says of where its shopper is. */
export type Whereabouts = Delivered & Partial<Pick<Cart, 'country' | 'billingAddress'>>;

/** The country that a cart is sold in: its own, else that of its addresses. */
export const countryOf = (cart: Whereabouts): string | undefined =>
  cart.country ?? cart.billingAddress?.country ?? shippingAddressOf(cart)?.country;
