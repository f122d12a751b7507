import { sharedAdyen, type SharedAdyen } from '../adyen/core.ts';
import type { Host } from '../host.ts';
import { adyenBrand } from '../methods/card/brands.ts';
import { loadMethod } from '../methods/loaders.ts';
import { checkoutTypeOf } from '../methods/names.ts';
import { PaymentError, toPaymentError } from '../payment-error.ts';
import type { StoredMethod } from '../processor-client.ts';
import type { StoredComponentBuilder, StoredPaymentMethod } from '../types.ts';
import { StoredCard } from './stored-card.ts';

/** What is needed to build a component of a stored card. */
export async function storedCardBuilder(host: Host, shared: SharedAdyen): Promise<StoredComponentBuilder> {
  const [adyen, method, kept] = await Promise.all([
    sharedAdyen(host, shared),
    loadMethod('scheme'),
    keptCards(host),
  ]);
  return {
    componentHasSubmit: true,
    build: (options) => {
      const isIt = ({ id }: StoredMethod): boolean => id === options.id;
      const stored = host.methods.storedPaymentMethods?.find(isIt) ?? kept.cards.find(isIt);
      if (stored) return new StoredCard({ host, adyen, method, stored, options });
      const error =
        kept.fault ??
        new PaymentError(
          'MethodUnavailable',
          host.texts,
          new Error(`No stored card has the id ${options.id}`),
        );
      host.options.onError?.(error, { method: { type: 'card' } });
      throw error;
    },
  };
}

interface KeptCards {
  cards: StoredMethod[];
  /** Why they could not be listed. */
  fault?: PaymentError;
}

/** The customer's cards by commercetools' account; Adyen's list of methods need not hold all of them. */
async function keptCards({ config, client, texts }: Host): Promise<KeptCards> {
  if (config.storedPaymentMethodsConfig?.isEnabled !== true) return { cards: [] };
  return client.storedPaymentMethods().then(
    ({ storedPaymentMethods }) => ({
      cards: storedPaymentMethods.filter(({ type }) => checkoutTypeOf(type) === 'card').map(asAdyenListsIt),
    }),
    (error: unknown) => ({ cards: [], fault: toPaymentError(error, texts) }),
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
