import type { ExpressAddress } from '../types.ts';

/** An address as Apple Pay tells it; only country, place, postal code and state before the shopper confirms. */
export interface AppleContact {
  countryCode?: string;
  givenName?: string;
  familyName?: string;
  addressLines?: string[];
  administrativeArea?: string;
  postalCode?: string;
  locality?: string;
  phoneNumber?: string;
  emailAddress?: string;
}

/** An address as Google Pay tells it. */
export interface GoogleAddress {
  countryCode?: string;
  name?: string;
  address1?: string;
  address2?: string;
  administrativeArea?: string;
  postalCode?: string;
  locality?: string;
  phoneNumber?: string;
}

/** An address as PayPal's order tells it. */
export interface PaypalContact {
  name?: { full_name?: string; given_name?: string; surname?: string };
  email_address?: string;
  address?: {
    country_code?: string;
    address_line_1?: string;
    address_line_2?: string;
    admin_area_1?: string;
    admin_area_2?: string;
    postal_code?: string;
  };
}

type Fields = { [name in keyof ExpressAddress]: ExpressAddress[name] | undefined };

export function fromApple(contact: AppleContact = {}): ExpressAddress {
  const [streetName, ...additional] = contact.addressLines ?? [];
  return address({
    country: contact.countryCode ?? '',
    firstName: contact.givenName,
    lastName: contact.familyName,
    streetName,
    additionalStreetInfo: additional.join(', '),
    region: contact.administrativeArea,
    postalCode: contact.postalCode,
    city: contact.locality,
    phone: contact.phoneNumber,
    email: contact.emailAddress,
  });
}

export function fromGoogle(contact: GoogleAddress = {}, email?: string): ExpressAddress {
  return address({
    country: contact.countryCode ?? '',
    ...splitName(contact.name),
    streetName: contact.address1,
    additionalStreetInfo: contact.address2,
    region: contact.administrativeArea,
    postalCode: contact.postalCode,
    city: contact.locality,
    phone: contact.phoneNumber,
    email,
  });
}

export function fromPaypal(contact: PaypalContact = {}, email?: string): ExpressAddress {
  const { name = {}, address: place = {} } = contact;
  const { firstName, lastName } = splitName(name.full_name);
  return address({
    country: place.country_code ?? '',
    firstName: name.given_name ?? firstName,
    lastName: name.surname ?? lastName,
    streetName: place.address_line_1,
    additionalStreetInfo: place.address_line_2,
    region: place.admin_area_1,
    postalCode: place.postal_code,
    city: place.admin_area_2,
    email: contact.email_address ?? email,
  });
}

/** The last word is taken for the family name: wallets tell names in one piece. */
function splitName(name = ''): { firstName?: string; lastName?: string } {
  const words = name.trim().split(/\s+/);
  const lastName = words.pop() ?? '';
  return { firstName: words.join(' '), lastName };
}

/** Leaves out what the wallet did not tell. */
function address(fields: Fields): ExpressAddress {
  const told = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return { country: '', ...Object.fromEntries(told) };
}
