import type { BaseAddress } from '@commercetools/platform-sdk';

/** Someone to deliver to in every country the demo shop knows, with the currency people pay in there. */
export interface Shopper {
  readonly countryName: string;
  readonly currency: string;
  readonly locale: string;
  readonly email: string;
  readonly address: BaseAddress;
}

const shopper = (countryName: string, currency: string, locale: string, address: BaseAddress): Shopper => ({
  countryName,
  currency,
  locale,
  email: `${(address.firstName ?? 'shopper').toLowerCase()}@example.com`,
  address,
});

export const shoppers: Readonly<Record<string, Shopper>> = {
  NL: shopper('Netherlands', 'EUR', 'nl-NL', {
    country: 'NL',
    firstName: 'Sanne',
    lastName: 'de Vries',
    streetName: 'Oudezijds Achterburgwal',
    streetNumber: '12',
    postalCode: '1012 DC',
    city: 'Amsterdam',
  }),
  DE: shopper('Germany', 'EUR', 'de-DE', {
    country: 'DE',
    firstName: 'Jonas',
    lastName: 'Albrecht',
    streetName: 'Lindenstraße',
    streetNumber: '41',
    postalCode: '10969',
    city: 'Berlin',
  }),
  GB: shopper('United Kingdom', 'GBP', 'en-GB', {
    country: 'GB',
    firstName: 'Amelia',
    lastName: 'Hughes',
    streetName: 'Church Road',
    streetNumber: '7',
    postalCode: 'BS5 8AA',
    city: 'Bristol',
  }),
  US: shopper('United States', 'USD', 'en-US', {
    country: 'US',
    firstName: 'Grace',
    lastName: 'Bennett',
    streetName: 'Maple Avenue',
    streetNumber: '208',
    postalCode: '97205',
    city: 'Portland',
    state: 'OR',
  }),
  JP: shopper('Japan', 'JPY', 'ja-JP', {
    country: 'JP',
    firstName: 'Haruka',
    lastName: 'Mori',
    streetName: 'Kamiyamacho',
    streetNumber: '3-14',
    postalCode: '150-0047',
    city: 'Tokyo',
  }),
  KW: shopper('Kuwait', 'KWD', 'en-KW', {
    country: 'KW',
    firstName: 'Noura',
    lastName: 'Al-Sabah',
    streetName: 'Salem Al Mubarak Street',
    streetNumber: '22',
    postalCode: '22003',
    city: 'Salmiya',
  }),
  CL: shopper('Chile', 'CLP', 'es-CL', {
    country: 'CL',
    firstName: 'Camila',
    lastName: 'Rojas',
    streetName: 'Avenida Italia',
    streetNumber: '1190',
    postalCode: '7500000',
    city: 'Santiago',
  }),
};

export const currencies = ['EUR', 'USD', 'GBP', 'JPY', 'KWD', 'CLP'] as const;
