import { brandOf } from '../cards.ts';
import { json, textOf, type Routes } from '../http/exchange.ts';

interface Brand {
  brand: string;
  cvcPolicy: 'required' | 'optional' | 'hidden';
  panLength?: number;
}

const profiles: Record<string, Omit<Brand, 'brand'>> = {
  amex: { cvcPolicy: 'required', panLength: 15 },
  bcmc: { cvcPolicy: 'hidden' },
  maestro: { cvcPolicy: 'optional' },
};

/** Cards of two brands, between which the shopper may choose. */
const DUAL: [RegExp, string[]][] = [
  [/^6703/, ['bcmc', 'maestro']],
  [/^4035501/, ['visa', 'cartebancaire']],
];

const brandsOf = (bin: string): string[] => {
  const dual = DUAL.find(([prefix]) => prefix.test(bin))?.[1];
  const single = brandOf(bin);
  return dual ?? (single === undefined ? [] : [single]);
};

const supportedIn = (body: unknown): string[] => {
  const list: unknown =
    typeof body === 'object' && body !== null
      ? Object.getOwnPropertyDescriptor(body, 'supportedBrands')?.value
      : undefined;
  return Array.isArray(list) ? list.filter((brand) => typeof brand === 'string') : [];
};

/** Tells adyen-web which brands a card number begins to be. */
export const binLookupRoutes = (): Routes => ({
  'POST /checkoutshopper/v3/bin/binLookup': ({ body }) => {
    const bin = (textOf(body, 'encryptedBin') ?? '').replace(/^test_/, '');
    const supported = supportedIn(body);
    return json({
      requestId: textOf(body, 'requestId'),
      issuingCountryCode: 'NL',
      brands: brandsOf(bin).map((brand) => ({
        brand,
        paymentMethodVariant: brand,
        supported: supported.includes(brand),
        enableLuhnCheck: true,
        expiryDatePolicy: 'required',
        showSocialSecurityNumber: false,
        cvcPolicy: 'required',
        ...profiles[brand],
      })),
    });
  },
});
