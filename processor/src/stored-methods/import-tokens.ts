import type { PaymentMethod } from '@commercetools/platform-sdk';
import type { MerchantAccount } from '../identifiers.ts';
import { methodOf } from '../payment-methods/catalogue.ts';
import type { PaymentDependencies } from '../use-case.ts';
import type { TokenAtAdyen } from './adyen-details.ts';
import { followToken } from './follow-token.ts';
import { storedTypeOf } from './method-details.ts';

/** One list imports at most this many; the next lists import the others. */
const MOST = 20;

/**
 * Makes payment methods of the tokens that only Adyen has, e.g. those of the merchant's earlier integration. Tokens that were
 * removed, and those of methods that the connector cannot charge again, are not imported. A failure is logged: a list
 * without the token is better than none.
 * @param known all payment methods of the customer, whatever their status
 * @returns the payment methods that are there now beside the known ones
 */
export const importTokens = async (
  deps: PaymentDependencies,
  given: {
    readonly shopperReference: string;
    readonly merchantAccount: MerchantAccount;
    readonly known: readonly PaymentMethod[];
    readonly tokens: ReadonlyMap<string, TokenAtAdyen>;
  },
): Promise<PaymentMethod[]> => {
  const { shopperReference, merchantAccount, known, tokens } = given;
  const knownTokens = new Set(known.map(({ token }) => token?.value));
  const missing = [...tokens].filter(([token, { type }]) => !knownTokens.has(token) && canBeCharged(type));
  if (missing.length === 0) return [];
  // Another interface or account of the merchant's may store it: then it is not ours to offer.
  const held = await deps.paymentMethods.tokensOfCustomer(shopperReference);
  const free = missing.filter(([token]) => !held.has(token));
  const imported = free.slice(0, MOST).map(async ([token, listed]) => {
    try {
      return await followToken(deps, { kind: 'seen', shopperReference, merchantAccount, token, listed });
    } catch (error) {
      deps.logger.warn('A token that only Adyen has could not be imported.', { error });
      return undefined;
    }
  });
  return (await Promise.all(imported)).filter((method) => method !== undefined);
};

const canBeCharged = (type: string | undefined): boolean =>
  type !== undefined && methodOf(storedTypeOf(type)).isRecurring;
