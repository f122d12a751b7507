import type { PaymentMethod } from '@commercetools/platform-sdk';
import { accountOfMethod, allAccounts } from '../config/merchant-accounts.ts';
import { tokenKey, type TokenAtAccount } from '../commercetools/payment-methods.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { notFound, type Fault } from '../errors.ts';
import { customerReferenceOf, isHeldBy } from '../shopper-reference.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { addToHistory, historyOf } from './token-history.ts';

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
  const cart = (await deps.carts.get(cartId))?.cart;
  const shopperReference = cart && customerReferenceOf(cart);
  if (shopperReference === undefined || !deps.config.storedPaymentMethods.isEnabled) throw unknownMethod();
  const method = await deps.paymentMethods.get(id);
  if (method === undefined) {
    if (await historyOf(deps, id, shopperReference)) return;
    throw unknownMethod();
  }
  if (!isHeldBy(method, shopperReference)) throw unknownMethod();

  const removed = { customerId: shopperReference, at: deps.now().toISOString() };
  const tokens = tokensOf(deps, method);
  const keys = tokens.map((token) => tokenKey(deps.config, token));
  await Promise.all([id, ...keys].map((key) => addToHistory(deps, key, removed)));
  await disableAtAdyen(deps, shopperReference, tokens);
  await deps.paymentMethods.remove(method);
};

export const unknownMethod = (): Fault => notFound('The stored payment method');

/** Where it is not recorded which of several accounts keeps the token, it may be any; removing it elsewhere does nothing. */
const tokensOf = ({ config }: PaymentDependencies, method: PaymentMethod): TokenAtAccount[] => {
  const token = method.token?.value;
  if (token === undefined) return [];
  const account = method.interfaceAccount === undefined ? undefined : accountOfMethod(config, method);
  return (account === undefined ? allAccounts(config) : [account]).map((merchantAccount) => ({
    token,
    merchantAccount,
  }));
};

const disableAtAdyen = async (
  { adyen }: PaymentDependencies,
  shopperReference: string,
  tokens: readonly TokenAtAccount[],
): Promise<void> => {
  for (const { token: storedPaymentMethodId, merchantAccount } of tokens) {
    await adyen.disableStoredPaymentMethod({ merchantAccount, shopperReference, storedPaymentMethodId });
  }
};
