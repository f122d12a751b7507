import type { Installments } from '@adyen/api-library/lib/src/typings/checkout/installments';
import type { Config } from '../../config/config.ts';
import { CARD_TYPE } from '../../payment-methods/catalogue.ts';
import { toCheckoutName } from '../../payment-methods/payment-method-names.ts';
import { compact, type Wire } from '../wire.ts';
import type { ShopperInput, ShopperKnown } from './shopper-input.ts';

/** The names that a setting of the card form can stand under: Checkout's, Adyen's, and adyen-web's for stored cards. */
const cardNames = [toCheckoutName(CARD_TYPE), CARD_TYPE, 'storedCard'];

/**
 * The instalments that the shopper chose, only where the merchant offers that number: adyen-web's `installmentOptions` of
 * cards in `ADYEN_PAYMENT_COMPONENTS_CONFIG`, by brand or under `card`, wherever the enabler takes them from.
 */
export const installmentsOf = (
  { installments, paymentMethod }: ShopperKnown,
  componentsConfig: Config['paymentComponentsConfig'],
): Wire<Installments> | undefined => {
  if (!installments) return undefined;
  const brand = typeof paymentMethod['brand'] === 'string' ? paymentMethod['brand'] : 'card';
  const isOfferedSomewhere = cardSettings(componentsConfig).some((setting) => {
    const options = member(setting, 'installmentOptions');
    return isOffered(member(options, brand) ?? member(options, 'card'), installments);
  });
  return isOfferedSomewhere ? compact(installments) : undefined;
};

/** What is configured for cards: of the component, and of the drop-in in either of its two forms. */
const cardSettings = (componentsConfig: Config['paymentComponentsConfig']): unknown[] => {
  const dropin = member(componentsConfig, 'embedded');
  return [componentsConfig, dropin, member(dropin, 'paymentMethodsConfiguration')].flatMap((place) =>
    cardNames.map((name) => member(place, name)),
  );
};

const isOffered = (offered: unknown, { value, plan }: NonNullable<ShopperInput['installments']>): boolean => {
  const values = member(offered, 'values');
  const plans = member(offered, 'plans');
  return (
    Array.isArray(values) &&
    values.includes(value) &&
    (plan === undefined || (Array.isArray(plans) && plans.includes(plan)))
  );
};

const member = (object: unknown, key: string): unknown =>
  typeof object === 'object' && object !== null && Object.hasOwn(object, key)
    ? (object as Record<string, unknown>)[key]
    : undefined;
