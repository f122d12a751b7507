import type { Installments } from '@adyen/api-library/lib/src/typings/checkout/installments';
import type { Config } from '../../config/config.ts';
import { CARD_TYPE } from '../../payment-methods/catalogue.ts';
import { toCheckoutName } from '../../payment-methods/payment-method-names.ts';
import { compact, type Wire } from '../wire.ts';
import type { ShopperInput, ShopperKnown } from './shopper-input.ts';

/**
 * The instalments that the shopper chose, only where the merchant offers that number: adyen-web's `installmentOptions`
 * of the card component in `ADYEN_PAYMENT_COMPONENTS_CONFIG`, by brand or under `card`.
 */
export const installmentsOf = (
  { installments, paymentMethod }: ShopperKnown,
  componentsConfig: Config['paymentComponentsConfig'],
): Wire<Installments> | undefined => {
  if (!installments) return undefined;
  const options = member(
    member(componentsConfig, toCheckoutName(CARD_TYPE)) ?? member(componentsConfig, CARD_TYPE),
    'installmentOptions',
  );
  const brand = typeof paymentMethod['brand'] === 'string' ? paymentMethod['brand'] : 'card';
  const offered = member(options, brand) ?? member(options, 'card');
  return isOffered(offered, installments) ? compact(installments) : undefined;
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
