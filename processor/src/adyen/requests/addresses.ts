import type { BillingAddress } from '@adyen/api-library/lib/src/typings/checkout/billingAddress';
import type { DeliveryAddress } from '@adyen/api-library/lib/src/typings/checkout/deliveryAddress';
import type { Address } from '@commercetools/platform-sdk';
import { compact, type Wire } from '../wire.ts';
import type { AttemptBody } from './attempt-body.ts';

type ShopperAddress = NonNullable<AttemptBody['billingAddress']>;

/** Adyen's word for a part of an address that is not known, and its country code for an unknown country. */
const UNKNOWN = 'N/A';
const UNKNOWN_COUNTRY = 'ZZ';

/**
 * The billing address: what the shopper typed beside the payment method, else the cart's.
 * Source: https://docs.adyen.com/api-explorer/Checkout/72/post/payments#request-billingAddress
 */
export const billingAddressOf = (
  typed: ShopperAddress | undefined,
  ofCart: Address | undefined,
): Wire<BillingAddress> | undefined => {
  const address = typed ?? (ofCart && fromCart(ofCart));
  return address && isKnown(address) ? complete(address) : undefined;
};

/** The delivery address with the recipient's name: what the shopper typed beside the payment method, else the cart's. */
export const deliveryAddressOf = (
  typed: AttemptBody['deliveryAddress'],
  ofCart: Address | undefined,
): Wire<DeliveryAddress> | undefined => {
  const address = typed ?? (ofCart && fromCart(ofCart));
  if (!address || !isKnown(address)) return undefined;
  const { firstName, lastName } = typed?.lastName === undefined ? (ofCart ?? {}) : typed;
  return compact({ ...complete(address), firstName, lastName });
};

/** A country alone, as carts hold it for taxes, is no address. */
const isKnown = (address: ShopperAddress): boolean =>
  address.street !== undefined || address.city !== undefined || address.postalCode !== undefined;

const fromCart = (address: Address): ShopperAddress => ({
  street: address.streetName,
  houseNumberOrName: address.streetNumber,
  postalCode: address.postalCode,
  city: address.city,
  stateOrProvince: address.state ?? address.region,
  country: address.country,
});

const complete = (address: ShopperAddress): Wire<BillingAddress> => {
  const country = address.country ?? UNKNOWN_COUNTRY;
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
  return (zip ?? code).slice(0, 10);
};

/** The code of an ISO 3166-2 subdivision; a name written out is left away, since Adyen takes codes only. */
const stateOrProvince = (state: string | undefined, country: string): string | undefined => {
  const code = state?.startsWith(`${country}-`) ? state.slice(country.length + 1) : state;
  return code !== undefined && code.length <= 3 ? code : undefined;
};
