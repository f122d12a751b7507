/** Adyen's card brands by commercetools' names. */
const brands: Record<string, string> = {
  amex: 'Amex',
  bcmc: 'Bancontact',
  cartebancaire: 'CartesBancaires',
  diners: 'Diners',
  discover: 'Discover',
  jcb: 'Jcb',
  maestro: 'Maestro',
  mc: 'Mastercard',
  cup: 'UnionPay',
  visa: 'Visa',
  // Visa Electron, which Adyen reports as a brand of its own. After `visa`: a stored Visa card has Visa's logo.
  electron: 'Visa',
};

/** commercetools' name of a card brand, also of a variant such as `visapremiumdebit`; `Unknown` if it has none. */
export function brandName(adyenBrand: string): string {
  const exact = brands[adyenBrand];
  if (exact !== undefined) return exact;
  const family = Object.keys(brands).find((brand) => brand.length > 2 && adyenBrand.startsWith(brand));
  if (family !== undefined) return brands[family] ?? 'Unknown';
  return /^mc_?[a-z]/.test(adyenBrand) ? 'Mastercard' : 'Unknown';
}

/** Adyen's name of a card brand that commercetools has the name of; `undefined` if neither has. */
export function adyenBrand(name: string): string | undefined {
  return Object.keys(brands).find((brand) => brand === name || brands[brand] === name);
}
