import { toAdyenFault } from '../adyen/errors.ts';
import { allAccounts } from '../config/merchant-accounts.ts';
import type { CheckoutSession } from '../context/checkout-session.ts';
import { notFound } from '../errors.ts';
import type { PaymentDependencies } from '../payments/dependencies.ts';
import { rememberRemoval, removalOf } from './removed-methods.ts';
import { ownTokenKey } from './token-key.ts';

/**
 * Removes one of the customer's stored methods for good: at Adyen first, so that nothing is left there that commercetools
 * no longer knows of. It may be repeated, also after it was cut off in the middle.
 * @throws Fault 404 when the customer has, and had, no such method; 502 to 504 when Adyen or commercetools cannot be used
 */
export const removeStoredMethod = async (
  deps: PaymentDependencies,
  { cartId }: CheckoutSession,
  id: string,
): Promise<void> => {
  const customerId = (await deps.carts.get(cartId))?.cart.customerId;
  if (customerId === undefined || !deps.config.storedPaymentMethods.isEnabled) throw unknown();
  const method = await deps.paymentMethods.get(id);
  if (method === undefined) {
    if ((await removalOf(deps, id))?.customerId === customerId) return;
    throw unknown();
  }
  if (method.customer?.id !== customerId) throw unknown();

  const removed = { customerId, at: deps.now().toISOString() };
  const token = method.token?.value;
  await Promise.all([
    rememberRemoval(deps, id, removed),
    token === undefined ? undefined : rememberRemoval(deps, ownTokenKey(deps.config, token), removed),
  ]);
  if (token !== undefined) await disableAtAdyen(deps, customerId, token);
  await deps.paymentMethods.remove(method);
};

const unknown = () => notFound('The stored payment method');

const disableAtAdyen = async (
  { adyen, config }: PaymentDependencies,
  shopperReference: string,
  storedPaymentMethodId: string,
): Promise<void> => {
  try {
    // Which of several accounts keeps the token is not recorded; where it is unknown, removing it does nothing.
    for (const merchantAccount of allAccounts(config)) {
      await adyen.disableStoredPaymentMethod({ merchantAccount, shopperReference, storedPaymentMethodId });
    }
  } catch (error) {
    throw toAdyenFault(error);
  }
};
