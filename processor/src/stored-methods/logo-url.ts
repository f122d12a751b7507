import type { Config } from '../config/config.ts';
import { adyenBrandOf } from '../payment-methods/card-brands.ts';
import { CARD_TYPE } from '../payment-methods/catalogue.ts';

const HOSTS = {
  TEST: 'https://checkoutshopper-test.adyen.com/',
  LIVE: 'https://checkoutshopper-live.adyen.com/',
} as const;

/**
 * Where a browser finds the method's logo at Adyen.
 * @param type Adyen's type of the method
 * @param brand commercetools' name of the card's brand
 */
export const logoUrl = (
  { environment, webUrl }: Pick<Config['adyen'], 'environment' | 'webUrl'>,
  type: string,
  brand: string | undefined,
): string | undefined => {
  const name = brand === undefined ? type : adyenBrandOf(brand);
  return name === undefined || name === CARD_TYPE
    ? undefined
    : `${webUrl ?? HOSTS[environment]}checkoutshopper/images/logos/${name}.svg`;
};
