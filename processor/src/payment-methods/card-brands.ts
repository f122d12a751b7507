/**
 * Card brands: Adyen's name, under which its logo lies, what its variants begin with (`visapremiumdebit`,
 * `mc_applepay`), and commercetools' name.
 */
const BRANDS: readonly (readonly [adyen: string, commercetools: string])[] = [
  ['amex', 'Amex'],
  ['bcmc', 'Bancontact'],
  ['cartebancaire', 'CartesBancaires'],
  ['diners', 'Diners'],
  ['discover', 'Discover'],
  ['jcb', 'Jcb'],
  ['maestro', 'Maestro'],
  ['cup', 'UnionPay'],
  ['electron', 'Visa'],
  ['visa', 'Visa'],
  ['mc', 'Mastercard'],
];

/** commercetools' name of a brand or its variant, as Adyen names it; `undefined` for what is no card. */
export const cardBrandOf = (adyenBrand: string | undefined): string | undefined =>
  adyenBrand === undefined
    ? undefined
    : BRANDS.find(([adyen]) => adyenBrand.toLowerCase().startsWith(adyen))?.[1];

/** Adyen's name of a brand by commercetools' name, for its logo. */
export const adyenBrandOf = (brand: string): string | undefined =>
  BRANDS.findLast(([, commercetools]) => commercetools === brand)?.[0];
