import type { PaymentMethod } from '@commercetools/platform-sdk';
import { tokenKey } from '../commercetools/payment-methods.ts';
import type { MerchantAccount } from '../identifiers.ts';
import { toCheckoutName } from '../payment-methods/payment-method-names.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { tokensAtAdyen } from './adyen-details.ts';
import { customFieldsOf, saysTheSame, storedTypeOf, type MethodDetails } from './method-details.ts';
import { removalOf } from './removed-methods.ts';

/** News that a customer has a token at Adyen. */
export interface TokenNews {
  readonly customerId: string;
  readonly token: string;
  /** Adyen's account that keeps it. */
  readonly merchantAccount: MerchantAccount;
  /** Adyen's type or variant of the method, for when Adyen cannot be asked. */
  readonly method: string;
  /** What is known without asking Adyen. */
  readonly details?: MethodDetails | undefined;
  /** ISO 8601: news older than the token's removal are no news. */
  readonly at: string;
  /** The details may have changed. */
  readonly refresh?: boolean;
}

/**
 * Makes the token a payment method in commercetools; one that is there already is left, or its details are renewed.
 * @returns `undefined` when the token was removed since, or there is no such customer
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const keepToken = async (
  deps: PaymentDependencies,
  news: TokenNews,
): Promise<PaymentMethod | undefined> => {
  const { customerId, token, merchantAccount } = news;
  const existing = await deps.paymentMethods.findByToken(customerId, news);
  if (existing) return news.refresh ? renewed(deps, existing, news) : existing;

  const removal = await removalOf(deps, tokenKey(deps.config, news));
  if (removal && Date.parse(news.at) <= Date.parse(removal.at)) return undefined;
  const { type, details } = await describe(deps, news);
  const created = await deps.paymentMethods.createOnce({
    customerId,
    token,
    merchantAccount,
    method: toCheckoutName(type),
    custom: deps.config.storePaymentMethodDetails ? customFieldsOf(type, details) : undefined,
  });
  if (!created) {
    deps.logger.warn('A token of an unknown customer was not stored.', { shopperReference: customerId });
  }
  return created;
};

const describe = async (
  deps: PaymentDependencies,
  { customerId, token, merchantAccount, method, details }: TokenNews,
): Promise<{ type: string; details: MethodDetails }> => {
  const listed = (await tokensAtAdyen(deps, customerId, merchantAccount)).get(token);
  const known = Object.entries(listed?.details ?? {}).filter(([, value]) => value !== undefined);
  return {
    type: listed?.type ?? storedTypeOf(method),
    details: { ...details, ...Object.fromEntries(known) },
  };
};

const renewed = async (
  deps: PaymentDependencies,
  existing: PaymentMethod,
  news: TokenNews,
): Promise<PaymentMethod> => {
  if (!deps.config.storePaymentMethodDetails) return existing;
  const { type, details } = await describe(deps, news);
  const custom = customFieldsOf(type, details);
  if (!custom || saysTheSame(existing.custom, custom)) return existing;
  return deps.paymentMethods.setCustom(existing, custom);
};
