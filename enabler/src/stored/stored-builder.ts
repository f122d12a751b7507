import { sharedAdyen } from '../component/component-builder.ts';
import type { Host } from '../host.ts';
import { adyenBrand } from '../methods/card/brands.ts';
import { loadMethod } from '../methods/loaders.ts';
import { checkoutTypeOf } from '../methods/names.ts';
import type { StoredMethod } from '../processor-client.ts';
import type { StoredComponentBuilder, StoredPaymentMethod } from '../types.ts';
import { StoredCard } from './stored-card.ts';

/** What is needed to build a component of a stored card. */
export async function storedCardBuilder(host: Host): Promise<StoredComponentBuilder> {
  const [adyen, method, kept] = await Promise.all([sharedAdyen(host), loadMethod('scheme'), keptCards(host)]);
  const { storedPaymentMethods = [] } = host.methods;
  return {
    componentHasSubmit: true,
    build: (options) => {
      const isIt = ({ id }: StoredMethod): boolean => id === options.id;
      const stored = storedPaymentMethods.find(isIt) ?? kept.find(isIt);
      return new StoredCard({ host, adyen, method, stored, options });
    },
  };
}

/** The customer's cards by commercetools' account; Adyen's list of methods need not hold all of them. */
async function keptCards({ config, client }: Host): Promise<StoredMethod[]> {
  if (config.storedPaymentMethodsConfig?.isEnabled !== true) return [];
  return client.storedPaymentMethods().then(
    ({ storedPaymentMethods }) =>
      storedPaymentMethods.filter(({ type }) => checkoutTypeOf(type) === 'card').map(asAdyenListsIt),
    () => [],
  );
}

function asAdyenListsIt({ id, displayOptions }: StoredPaymentMethod): StoredMethod {
  const { endDigits, brand, expiryMonth, expiryYear } = displayOptions;
  const adyenName = brand && adyenBrand(brand.key);
  return {
    id,
    type: 'scheme',
    supportedShopperInteractions: ['Ecommerce'],
    ...(endDigits === undefined ? {} : { lastFour: endDigits }),
    ...(adyenName === undefined ? {} : { brand: adyenName }),
    ...(expiryMonth === undefined ? {} : { expiryMonth: String(expiryMonth).padStart(2, '0') }),
    ...(expiryYear === undefined ? {} : { expiryYear: String(expiryYear) }),
  };
}
