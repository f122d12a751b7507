import type { AttemptBody } from '../adyen/requests/shopper-input.ts';
import { isAllowed } from '../payment-methods/payment-method-names.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { invalidInput, notFound } from '../errors.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { usableMethod, type UsableMethod } from './usable-method.ts';

const FIELD = 'paymentMethod.storedPaymentMethodId';

/**
 * The stored method that the shopper chose to pay with, if any.
 * @throws Fault 400 when stored methods are off, the session does not allow this one or it is of another merchant account, 404 when it is not one of the
 *   cart's customer
 */
export const chosenMethod = async (
  deps: PaymentDependencies,
  { cartId, allowedPaymentMethods }: CheckoutSession,
  { storedPaymentMethodId: id }: AttemptBody,
): Promise<UsableMethod | undefined> => {
  if (id === undefined) return undefined;
  const found = await deps.carts.get(cartId);
  if (!found) throw notFound("The session's cart");
  const method = await usableMethod(deps, found.cart, id, FIELD);
  if (!isAllowed(method.type, allowedPaymentMethods)) {
    throw invalidInput(`The payment method ${method.type} is not allowed in this session.`, { field: FIELD });
  }
  return method;
};
