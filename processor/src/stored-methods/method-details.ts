import type { CustomFields, CustomFieldsDraft } from '@commercetools/platform-sdk';
import { cardBrandOf } from '../payment-methods/card-brands.ts';
import { CARD_TYPE, catalogue, type Catalogue } from '../payment-methods/catalogue.ts';
import { toAdyenType } from '../payment-methods/payment-method-names.ts';

/** What may be shown of a payment method. */
export interface MethodDetails {
  /** commercetools' name, e.g. `Mastercard`. */
  readonly brand?: string | undefined;
  /** Of the card's number, or of the IBAN. */
  readonly lastFour?: string | undefined;
  readonly bin?: string | undefined;
  readonly expiryMonth?: number | undefined;
  readonly expiryYear?: number | undefined;
}

/** One of the shopper's tokens, as Adyen lists it. */
export interface AdyenStoredMethod {
  readonly brand?: string | undefined;
  readonly lastFour?: string | undefined;
  readonly expiryMonth?: string | undefined;
  readonly expiryYear?: string | undefined;
  readonly iban?: string | undefined;
}

/** The predefined types of commercetools' payments SDK, named here: importing it would more than double the start. */
const CARD_DETAILS = 'commercetools-checkout-card-details';
const IBAN_DETAILS = 'commercetools-checkout-sepa-details';

const draftOf = (key: string, fields: Record<string, unknown>): CustomFieldsDraft => ({
  type: { typeId: 'type', key },
  fields,
});

const number = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;

const digits = (text: string | undefined, form: RegExp): string | undefined =>
  text !== undefined && form.test(text) ? text : undefined;

const lastFourOf = (iban: string | undefined): string | undefined => {
  const compact = iban?.replaceAll(/\s/g, '');
  return compact !== undefined && compact.length >= 4 ? compact.slice(-4) : undefined;
};

/** A year of two digits is one of this century. */
const year = (text: string | undefined): number | undefined => {
  const value = number(text);
  return value !== undefined && value < 100 ? 2000 + value : value;
};

export const detailsOfAdyen = (stored: AdyenStoredMethod): MethodDetails => ({
  brand: cardBrandOf(stored.brand),
  lastFour: digits(stored.lastFour, /^\d{4}$/) ?? lastFourOf(stored.iban),
  expiryMonth: number(stored.expiryMonth),
  expiryYear: year(stored.expiryYear),
});

/**
 * From the additional data of an answer or a notification; the merchant switches them on in Adyen's Customer Area
 * ("Card summary", "Expiry date", "Card bin").
 * @param brand Adyen's name of the brand or method, e.g. `visa`
 */
export const detailsOfAdditionalData = (
  data: Readonly<Record<string, string>>,
  brand: string | undefined,
): MethodDetails => {
  const [month, expiryYear] = data['expiryDate']?.split('/') ?? [];
  return {
    brand: cardBrandOf(brand) ?? cardBrandOf(data['paymentMethodVariant']),
    lastFour: digits(data['cardSummary'], /^\d{4}$/) ?? lastFourOf(data['iban']),
    bin: digits(data['cardBin'], /^\d{6,8}$/),
    expiryMonth: number(month),
    expiryYear: year(expiryYear),
  };
};

/**
 * The details in commercetools' predefined custom types for cards and SEPA direct debits.
 * @param method Adyen's type
 * @returns `undefined` for other methods, and where nothing is known
 */
export const customFieldsOf = (
  method: string,
  details: MethodDetails,
  methods: Catalogue = catalogue,
): CustomFieldsDraft | undefined => {
  const { hasIban, isCard } = methods.of(method);
  if (hasIban) {
    return details.lastFour === undefined ? undefined : draftOf(IBAN_DETAILS, { lastFour: details.lastFour });
  }
  if (!isCard && details.brand === undefined) return undefined;
  const known = Object.entries(details).filter(([, value]) => value !== undefined);
  if (known.length === 0) return undefined;
  return draftOf(CARD_DETAILS, { brand: 'Unknown', ...Object.fromEntries(known) });
};

/** What stands in the custom fields of a payment method; `undefined` where there are none. */
export const detailsOfCustomFields = (custom: CustomFields | undefined): MethodDetails | undefined => {
  if (!custom) return undefined;
  const { brand, lastFour, expiryMonth, expiryYear } = custom.fields as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const count = (value: unknown) => (typeof value === 'number' ? value : undefined);
  return {
    brand: text(brand),
    lastFour: text(lastFour),
    expiryMonth: count(expiryMonth),
    expiryYear: count(expiryYear),
  };
};

/** Whether both are known to be of one card: Adyen never says so itself. */
export const isSameCard = (one: MethodDetails | undefined, other: MethodDetails | undefined): boolean =>
  (['brand', 'lastFour', 'expiryMonth', 'expiryYear'] as const).every(
    (name) => one?.[name] !== undefined && one[name] === other?.[name],
  );

/** Whether the custom fields already say what the draft says. */
export const saysTheSame = (custom: CustomFields | undefined, draft: CustomFieldsDraft): boolean =>
  custom !== undefined &&
  Object.entries((draft.fields ?? {}) as Record<string, unknown>).every(
    ([name, value]) => (custom.fields as Record<string, unknown>)[name] === value,
  );

/**
 * What a token is stored as: iDEAL and EPS become direct debits, wallets become cards.
 * Source: https://docs.adyen.com/online-payments/tokenization
 * @param method Adyen's type of the payment, or the variant that a tokenization webhook names
 */
export const storedTypeOf = (method: string, methods: Catalogue = catalogue): string => {
  const { storedAs } = methods.ofType(toAdyenType(method, methods)) ?? {};
  if (storedAs !== undefined) return storedAs;
  return methods.of(method).isCard || cardBrandOf(method, methods) !== undefined ? CARD_TYPE : method;
};
