import { catalogue, type Catalogue } from './catalogue.ts';

/**
 * commercetools' name of a brand or its variant, as Adyen names it (`visapremiumdebit`, `mc_applepay`); `undefined` for what
 * is no card.
 */
export const cardBrandOf = (
  adyenBrand: string | undefined,
  { methods }: Catalogue = catalogue,
): string | undefined => {
  const name = adyenBrand?.toLowerCase();
  const isVariantOf = (type: string): boolean => name?.startsWith(type) === true;
  return methods.find(
    ({ cardBrand, type, aliases }) => cardBrand !== undefined && [type, ...aliases].some(isVariantOf),
  )?.cardBrand;
};

/** Adyen's name of a brand by commercetools' name: its logo lies under it. */
export const adyenBrandOf = (brand: string, { methods }: Catalogue = catalogue): string | undefined =>
  methods.find(({ cardBrand }) => cardBrand === brand)?.type;
