import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/min';
import { shippingAddressOf, type Whereabouts } from '../../cart-addresses.ts';
import type { ShopperKnown } from './shopper-input.ts';

/** Where the shopper lives or has something sent to, the likeliest first. */
export const countriesOf = (
  cart: Whereabouts,
  { billingAddress, deliveryAddress }: Pick<ShopperKnown, 'billingAddress' | 'deliveryAddress'>,
): (string | undefined)[] => [
  billingAddress?.country,
  cart.billingAddress?.country,
  deliveryAddress?.country,
  shippingAddressOf(cart)?.country,
  cart.country,
];

/** A zero in brackets is dialled inside the country only: `+31 (0)20 779 1846`. */
const BRACKETED_ZERO = /\(\s*0\s*\)/;

/**
 * A telephone number as Adyen takes it: a plus sign, the country's code and the number, and nothing else.
 * @param countries two letters each; a number without a country's code belongs to the first in which it is one
 * @returns `undefined` for what cannot be read as one number with certainty
 */
export const telephoneNumberOf = (
  text: string | undefined,
  countries: readonly (string | undefined)[],
): string | undefined => {
  const written = text?.trim() ?? '';
  const readings = [
    international(written),
    valid(read(written.replace(/^00/, '+'))),
    ...countries.filter(isCountry).map((country) => valid(read(written, country))),
  ];
  return readings.find((number) => number !== undefined)?.number;
};

const read = (text: string, defaultCountry?: CountryCode): PhoneNumber | undefined =>
  parsePhoneNumberFromString(text, { ...(defaultCountry && { defaultCountry }), extract: false });

const valid = (number: PhoneNumber | undefined): PhoneNumber | undefined =>
  number?.isValid() === true ? number : undefined;

/** New ranges are in use before the library has them: with a country's code the right length is enough. */
const international = (text: string): PhoneNumber | undefined => {
  const number = read(text);
  return number?.isPossible() === true && !BRACKETED_ZERO.test(text) ? number : valid(number);
};

const isCountry = (country: string | undefined): country is CountryCode =>
  country !== undefined && isSupportedCountry(country);
