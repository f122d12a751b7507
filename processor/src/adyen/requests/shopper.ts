import { customerReferenceOf } from '../../shopper-reference.ts';
import type { Address, Cart } from '@commercetools/platform-sdk';
import { shippingAddressOf, type Whereabouts } from '../../cart-addresses.ts';
import { cutText } from '../../cut-text.ts';
import type { PaymentId } from '../../identifiers.ts';
import { catalogue, type Catalogue } from '../../payment-methods/catalogue.ts';
import type { ShopperField } from '../../payment-methods/payment-method.ts';
import { compact } from '../wire.ts';
import { nonBlank } from './addresses.ts';
import type { ShopperKnown } from './shopper-input.ts';
import { countriesOf, telephoneNumberOf } from './telephone-number.ts';

export type PersonalData = Partial<Record<Exclude<ShopperField, 'shopperName'>, string>> & {
  shopperName?: { firstName: string; lastName: string };
};

/** What a cart says of the person or the company that pays. */
type Payer = Whereabouts & Partial<Pick<Cart, 'customerEmail'>>;

const addressesOf = (cart: Payer): Address[] =>
  [cart.billingAddress, shippingAddressOf(cart)].filter((address) => address !== undefined);

/**
 * Who pays: the cart's customer data, completed by what the method's own form had to ask for.
 */
export const personalData = (
  cart: Payer,
  attempt: ShopperKnown,
  methods: Catalogue = catalogue,
): PersonalData => {
  const { formAsksFor } = methods.of(attempt.paymentMethod.type);
  const typed = <Field extends ShopperField>(field: Field): ShopperKnown[Field] =>
    formAsksFor.includes(field) ? attempt[field] : undefined;
  const addresses = addressesOf(cart);
  return compact({
    shopperName: firstOf(addresses, nameOf) ?? nameOf(typed('shopperName') ?? {}),
    shopperEmail: firstOf(
      [cart.customerEmail, ...addresses.map((one) => one.email), typed('shopperEmail')],
      email,
    ),
    telephoneNumber: firstOf(
      [
        ...addresses.flatMap(({ phone, mobile, country }) => [
          { text: phone, countries: [country] },
          { text: mobile, countries: [country] },
        ]),
        { text: typed('telephoneNumber'), countries: countriesOf(cart, attempt) },
      ],
      ({ text, countries }) => telephoneNumberOf(text, countries),
    ),
    dateOfBirth: nonEmpty(typed('dateOfBirth')),
    socialSecurityNumber: nonEmpty(typed('socialSecurityNumber')),
  });
};

/** The company that pays, for methods that require it: the cart's, else what the shopper typed beside the method. */
export const companyOf = (
  cart: Payer,
  attempt: ShopperKnown,
  methods: Catalogue = catalogue,
): { name: string } | undefined => {
  if (!methods.of(attempt.paymentMethod.type).requires.includes('company')) return undefined;
  const name = firstOf([...addressesOf(cart), attempt.billingAddress, attempt.deliveryAddress], (address) =>
    nonBlank(address?.company),
  );
  return name === undefined ? undefined : { name };
};

const firstOf = <From, To>(candidates: readonly From[], convert: (candidate: From) => To | undefined) =>
  candidates.map(convert).find((converted) => converted !== undefined);

const nonEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/** Adyen takes a name only with both parts, each of at most 80 characters. */
const nameOf = ({ firstName, lastName }: Pick<Address, 'firstName' | 'lastName'>) =>
  firstName && lastName ? { firstName: cutText(firstName, 80), lastName: cutText(lastName, 80) } : undefined;

const email = (text: string | undefined): string | undefined =>
  text !== undefined && text.length <= 256 && /^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined;

/** What an anonymous id looks like that was made by a machine; a shop may have written an address for mail there. */
const OPAQUE = /^[\w-]{3,256}$/;

/**
 * Adyen's name for who pays, which some methods require and which its risk rules count by: the customer, else the guest by the
 * cart's anonymous id, else the Payment's.
 */
export const shopperReferenceOf = (
  cart: Pick<Cart, 'customerId' | 'businessUnit' | 'anonymousId'>,
  paymentId: PaymentId,
): string => {
  const { anonymousId = '' } = cart;
  return customerReferenceOf(cart) ?? (OPAQUE.test(anonymousId) ? anonymousId : paymentId);
};
