import type { Cart, PaymentMethod } from '@commercetools/platform-sdk';
import type { MerchantAccount } from '../identifiers.ts';
import { adyenBrandOf } from '../payment-methods/card-brands.ts';
import { CARD_TYPE } from '../payment-methods/catalogue.ts';
import { toAdyenType } from '../payment-methods/payment-method-names.ts';
import { accountOfCart, accountOfMethod } from '../config/merchant-accounts.ts';
import { invalidOperation, notFound } from '../errors.ts';
import { customerReferenceOf, isHeldBy } from '../shopper-reference.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { detailsOfCustomFields } from './method-details.ts';

/** A stored method that this customer may pay with. */
export interface UsableMethod {
  /** commercetools' id. */
  readonly id: string;
  /** Adyen's type, e.g. `scheme`. */
  readonly type: string;
  /** Adyen's name of a card's brand, where the merchant has it stored. */
  readonly brand: string | undefined;
  /** Adyen's token: for Adyen only. */
  readonly token: string;
}

/** Adyen's type of a stored method, which goes by Checkout's name; earlier versions stored Adyen's own. */
export const typeOf = ({ method }: PaymentMethod): string => toAdyenType(method ?? CARD_TYPE);

export const isActive = ({ paymentMethodStatus, token }: PaymentMethod): boolean =>
  paymentMethodStatus === 'Active' && token !== undefined;

/** Whether Adyen knows the method's token in this merchant account. */
export const isOfAccount = (
  config: PaymentDependencies['config'],
  method: PaymentMethod,
  merchantAccount: MerchantAccount,
): boolean => [undefined, merchantAccount].includes(accountOfMethod(config, method));

/**
 * The stored method of the cart's own customer, and of its business unit where it has one. Whether an id is unknown, another customer's, another interface's or no longer active
 * is not told.
 * @param field where the caller sent the id
 * @throws Fault 400 when stored methods are off or the method is of another merchant account than the cart, 404 when the
 *   customer has no such method
 */
export const usableMethod = async (
  { config, paymentMethods }: Pick<PaymentDependencies, 'config' | 'paymentMethods'>,
  cart: Cart,
  id: string,
  field: string,
): Promise<UsableMethod> => {
  if (!config.storedPaymentMethods.isEnabled) {
    throw invalidOperation('Stored payment methods are not enabled.', { field });
  }
  const reference = customerReferenceOf(cart);
  const method = reference === undefined ? undefined : await paymentMethods.get(id);
  if (!method?.token || !isActive(method) || reference === undefined || !isHeldBy(method, reference)) {
    throw notFound('The stored payment method', { field });
  }
  if (!isOfAccount(config, method, accountOfCart(config, cart))) {
    throw invalidOperation('The stored payment method belongs to another merchant account than the cart.', {
      field,
    });
  }
  const { brand } = detailsOfCustomFields(method.custom) ?? {};
  return {
    id: method.id,
    type: typeOf(method),
    brand: brand === undefined ? undefined : adyenBrandOf(brand),
    token: method.token.value,
  };
};
