import type { PaymentMethod } from '@commercetools/platform-sdk';
import { toAdyenType } from '../adyen/requests/payment-method-names.ts';
import { Fault, invalidOperation } from '../errors.ts';
import type { PaymentDependencies } from '../payments/dependencies.ts';

/** A stored method that this customer may pay with. */
export interface UsableMethod {
  /** commercetools' id. */
  readonly id: string;
  /** Adyen's type, e.g. `scheme`. */
  readonly type: string;
  /** Adyen's token: for Adyen only. */
  readonly token: string;
}

/** Adyen's type of a stored method; what other connectors stored may name it as Checkout does. */
export const typeOf = ({ method }: PaymentMethod): string => toAdyenType(method ?? 'scheme');

export const isActive = ({ paymentMethodStatus, token }: PaymentMethod): boolean =>
  paymentMethodStatus === 'Active' && token !== undefined;

/**
 * The customer's own stored method. Whether an id is unknown, another customer's, another interface's or no longer active
 * is not told.
 * @param field where the caller sent the id
 * @throws Fault 400 when stored methods are off, 404 when the customer has no such method
 */
export const usableMethod = async (
  { config, paymentMethods }: Pick<PaymentDependencies, 'config' | 'paymentMethods'>,
  customerId: string | undefined,
  id: string,
  field: string,
): Promise<UsableMethod> => {
  if (!config.storedPaymentMethods.isEnabled) {
    throw invalidOperation('Stored payment methods are not enabled.', { field });
  }
  const method = customerId === undefined ? undefined : await paymentMethods.get(id);
  if (!method?.token || !isActive(method) || method.customer?.id !== customerId) {
    throw new Fault(404, 'ResourceNotFound', 'The stored payment method was not found.', {
      fields: { field },
    });
  }
  return { id: method.id, type: typeOf(method), token: method.token.value };
};
