import type { Address, Cart } from '@commercetools/platform-sdk';
import { compact } from '../wire.ts';
import { nonBlank, shippingAddressOf } from './addresses.ts';
import type { AttemptBody } from './attempt-body.ts';

type PersonalField =
  'shopperName' | 'shopperEmail' | 'telephoneNumber' | 'dateOfBirth' | 'socialSecurityNumber';

const PERSON: readonly PersonalField[] = ['shopperName', 'shopperEmail', 'telephoneNumber', 'dateOfBirth'];

/**
 * Which personal fields the form of a method asks the shopper for, by the beginning of Adyen's type. A shopper's
 * identity comes from the cart; only for these methods, and only where the cart does not know, does the form count.
 */
const ASKED_BY_FORM: readonly (readonly [method: string, fields: readonly PersonalField[]])[] = [
  ['affirm', PERSON],
  ['afterpay_', PERSON],
  ['atome', PERSON],
  ['bankTransfer', ['shopperEmail']],
  ['boletobancario', ['shopperName', 'shopperEmail', 'socialSecurityNumber']],
  ['directdebit_GB', ['shopperEmail']],
  ['dragonpay', ['shopperEmail']],
  ['econtext', ['shopperName', 'shopperEmail', 'telephoneNumber']],
  ['facilypay', PERSON],
  ['primeiropay_boleto', ['shopperName', 'shopperEmail', 'socialSecurityNumber']],
  ['ratepay', PERSON],
  ['riverty', PERSON],
];

/** Methods that need the name of a company: Billie, and the like. */
const FOR_BUSINESSES: ReadonlySet<string> = new Set(['klarna_b2b', 'afterpay_b2b', 'walley_b2b']);

const fieldsAskedFor = (method: string): ReadonlySet<PersonalField> =>
  new Set(ASKED_BY_FORM.find(([beginning]) => method.startsWith(beginning))?.[1]);

export type PersonalData = Partial<Record<Exclude<PersonalField, 'shopperName'>, string>> & {
  shopperName?: { firstName: string; lastName: string };
};

/** What a cart says of the person or the company that pays. */
type Payer = Partial<
  Pick<Cart, 'billingAddress' | 'shippingAddress' | 'itemShippingAddresses' | 'shipping' | 'customerEmail'>
>;

const addressesOf = (cart: Payer): Address[] =>
  [cart.billingAddress, shippingAddressOf(cart)].filter((address) => address !== undefined);

/**
 * Who pays: the cart's customer data, completed by what the method's own form had to ask for.
 */
export const personalData = (cart: Payer, attempt: AttemptBody): PersonalData => {
  const asked = fieldsAskedFor(attempt.paymentMethod.type);
  const typed = <Field extends PersonalField>(field: Field): AttemptBody[Field] =>
    asked.has(field) ? attempt[field] : undefined;
  const addresses = addressesOf(cart);
  return compact({
    shopperName: firstOf(addresses, nameOf) ?? nameOf(typed('shopperName') ?? {}),
    shopperEmail: firstOf(
      [cart.customerEmail, ...addresses.map((one) => one.email), typed('shopperEmail')],
      email,
    ),
    telephoneNumber: firstOf(
      [...addresses.flatMap((one) => [one.phone, one.mobile]), typed('telephoneNumber')],
      telephoneNumber,
    ),
    dateOfBirth: nonEmpty(typed('dateOfBirth')),
    socialSecurityNumber: nonEmpty(typed('socialSecurityNumber')),
  });
};

/** The company that pays, for methods of businesses: the cart's, else what the shopper typed beside the method. */
export const companyOf = (cart: Payer, attempt: AttemptBody): { name: string } | undefined => {
  if (!FOR_BUSINESSES.has(attempt.paymentMethod.type)) return undefined;
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
  firstName && lastName ? { firstName: firstName.slice(0, 80), lastName: lastName.slice(0, 80) } : undefined;

const email = (text: string | undefined): string | undefined =>
  text !== undefined && text.length <= 256 && /^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined;

/** Plus sign, country code and number; other forms are not used by Adyen, so they are left away. */
const telephoneNumber = (text: string | undefined): string | undefined => {
  const number = text?.replaceAll(/[\s()./-]/g, '').replace(/^00/, '+');
  return number !== undefined && /^\+[1-9]\d{6,17}$/.test(number) ? number : undefined;
};

/**
 * Adyen's stable name for a customer: the commercetools id, which says nothing about the person. Guests have none, so
 * nothing can be stored for them.
 */
export const shopperReferenceOf = (cart: Pick<Cart, 'customerId'>): string | undefined =>
  cart.customerId !== undefined && cart.customerId.length >= 3 ? cart.customerId : undefined;
