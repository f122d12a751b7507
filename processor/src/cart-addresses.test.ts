import { expect, it } from 'vitest';
import { countryOf, shippingAddressOf, type Whereabouts } from './cart-addresses.ts';

const de = { country: 'DE' };
const fr = { country: 'FR' };
const nl = { country: 'NL' };
const shipping = [{ shippingAddress: nl }] as NonNullable<Whereabouts['shipping']>;

it.each<[string, Whereabouts, string | undefined]>([
  ['one address', { shippingAddress: de, itemShippingAddresses: [] }, 'DE'],
  ['one of the addresses of its items', { itemShippingAddresses: [fr, nl], shipping: [] }, 'FR'],
  ['the first of its deliveries', { itemShippingAddresses: [], shipping }, 'NL'],
  ['no address', { itemShippingAddresses: [], shipping: [] }, undefined],
])('a cart can be delivered to %s', (_, cart, country) =>
  expect(shippingAddressOf(cart)?.country).toBe(country),
);

it.each<[string, Whereabouts, string | undefined]>([
  ['its own', { country: 'AT', billingAddress: de, shippingAddress: fr }, 'AT'],
  ['that of its billing address', { billingAddress: de, shippingAddress: fr }, 'DE'],
  ['that of its delivery address', { shippingAddress: fr }, 'FR'],
  ['that of one of several delivery addresses', { itemShippingAddresses: [nl] }, 'NL'],
  ['not known', {}, undefined],
])('the country of a cart is %s', (_, cart, country) => expect(countryOf(cart)).toBe(country));
