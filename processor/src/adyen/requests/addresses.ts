import type { BillingAddress } from '@adyen/api-library/lib/src/typings/checkout/billingAddress';
import type { DeliveryAddress } from '@adyen/api-library/lib/src/typings/checkout/deliveryAddress';
import type { Address } from '@commercetools/platform-sdk';
import { countryOf, shippingAddressOf, type Whereabouts } from '../../cart-addresses.ts';
import { cutText } from '../../cut-text.ts';
import { compact, type Wire } from '../wire.ts';
import type { AttemptBody } from './shopper-input.ts';
import { stateCodeOf } from './state-codes.ts';

type ShopperAddress = NonNullable<AttemptBody['billingAddress']>;

/** Adyen's word for a part of an address that is not known, and its country code for an unknown country. */
const UNKNOWN = 'N/A';
const UNKNOWN_COUNTRY = 'ZZ';

/** Countries without whose state or province Adyen refuses an address. */
const NEEDS_STATE: ReadonlySet<string> = new Set(['CA', 'US']);

/**
 * The billing address: what the shopper typed beside the payment method, else the cart's. A form that does not ask for the
 * country is filled in where the cart is billed or sold.
 * Source: https://docs.adyen.com/api-explorer/Checkout/72/post/payments#request-billingAddress
 */
export const billingAddressOf = (
  typed: ShopperAddress | undefined,
  cart: Whereabouts,
): Wire<BillingAddress> | undefined => {
  const address = chosen(typed, cart.billingAddress);
  return address && complete(address, cart.billingAddress?.country ?? countryOf(cart));
};

/**
 * The delivery address: what the shopper typed beside the payment method, else the cart's. Its recipient is who is named with
 * that address, and nobody where it names none.
 */
export const deliveryAddressOf = (
  typed: AttemptBody['deliveryAddress'],
  cart: Whereabouts,
): Wire<DeliveryAddress> | undefined => {
  const ofCart = shippingAddressOf(cart);
  const address = chosen(typed, ofCart);
  if (!address) return undefined;
  return compact({
    ...complete(address, ofCart?.country ?? countryOf(cart)),
    ...recipientOf((address === typed ? typed : ofCart) ?? {}),
  });
};

/** Google Pay tells a name in one piece, as the first name: its last word is taken for the family's. */
const recipientOf = (named: Pick<NonNullable<AttemptBody['deliveryAddress']>, 'firstName' | 'lastName'>) => {
  const [firstName, lastName] = [named.firstName, named.lastName].map((name) => name?.trim() ?? '');
  const words = lastName ? [] : (firstName ?? '').split(/\s+/);
  const [first, last] =
    words.length > 1 ? [words.slice(0, -1).join(' '), words.at(-1)] : [firstName, lastName];
  return compact({ firstName: nameOf(first), lastName: nameOf(last) });
};

const nameOf = (text = ''): string | undefined => nonBlank(cutText(text, 80));

const chosen = (typed: ShopperAddress | undefined, ofCart: Address | undefined) =>
  [typed, ofCart && fromCart(ofCart)].find((address) => address && isKnown(address));

/** A country alone, as carts hold it for taxes, is no address. */
const isKnown = (address: ShopperAddress): boolean =>
  address.street !== undefined || address.city !== undefined || address.postalCode !== undefined;

/** commercetools stores what a shop left empty as it came. */
const fromCart = (address: Address): ShopperAddress => ({
  street: nonBlank(address.streetName),
  houseNumberOrName: nonBlank(address.streetNumber),
  postalCode: nonBlank(address.postalCode),
  city: nonBlank(address.city),
  stateOrProvince: nonBlank(address.state) ?? nonBlank(address.region),
  country: address.country,
});

export const nonBlank = (text: string | undefined): string | undefined =>
  text?.trim() === '' ? undefined : text;

const complete = (address: ShopperAddress, usual: string | undefined): Wire<BillingAddress> => {
  const country = address.country ?? usual ?? UNKNOWN_COUNTRY;
  return compact({
    street: address.street ?? UNKNOWN,
    houseNumberOrName: address.houseNumberOrName ?? UNKNOWN,
    postalCode: postalCode(address.postalCode, country),
    city: address.city ?? UNKNOWN,
    stateOrProvince: stateOrProvince(address.stateOrProvince, country),
    country,
  });
};

/** At most five digits in the US, ten characters elsewhere. */
const postalCode = (code: string | undefined, country: string): string => {
  if (code === undefined) return UNKNOWN;
  const zip = country === 'US' ? /^\d{5}/.exec(code)?.[0] : undefined;
  return cutText(zip ?? code, 10);
};

/** A name that has no code is omitted, since Adyen takes codes only; where it wants one, it takes this for none. */
const stateOrProvince = (state: string | undefined, country: string): string | undefined =>
  stateCodeOf(state, country) ?? (NEEDS_STATE.has(country) ? UNKNOWN : undefined);
