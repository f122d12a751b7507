import type { PaymentMethod } from '@commercetools/platform-sdk';
import type { MerchantAccount } from '../identifiers.ts';
import { CARD_TYPE } from '../payment-methods/catalogue.ts';
import { toCheckoutName } from '../payment-methods/payment-method-names.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { tokensAtAdyen, type TokenAtAdyen } from './adyen-details.ts';
import { replaceDeadMethods } from './replace-dead-methods.ts';
import { customFieldsOf, saysTheSame, storedTypeOf, type MethodDetails } from './method-details.ts';

/** A customer's token at Adyen. */
export interface CustomersToken {
  /** Adyen's reference of the customer, with the business unit where it is stored for one. */
  readonly shopperReference: string;
  readonly token: string;
  readonly merchantAccount: MerchantAccount;
  /** Adyen's type or variant of the method, for when Adyen cannot be asked. */
  readonly method?: string | undefined;
  /** What Adyen lists of it, where Adyen was asked already. */
  readonly listed?: TokenAtAdyen | undefined;
  /** What is known without asking Adyen. */
  readonly details?: MethodDetails | undefined;
}

/**
 * Makes the token a payment method in commercetools; the one that exists already is returned as it is.
 * @returns `undefined` when there is no such customer
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const storeToken = async (
  deps: PaymentDependencies,
  stored: CustomersToken,
): Promise<PaymentMethod | undefined> => {
  const { shopperReference, token, merchantAccount } = stored;
  const tokens = stored.listed ? undefined : await tokensAtAdyen(deps, shopperReference, merchantAccount);
  const { type, details } = describe(stored, stored.listed ?? tokens?.get(token));
  const created = await deps.paymentMethods.createOnce({
    shopperReference,
    token,
    merchantAccount,
    method: toCheckoutName(type),
    custom: deps.config.storePaymentMethodDetails ? customFieldsOf(type, details) : undefined,
  });
  if (!created) {
    deps.logger.warn('A token of an unknown customer was not stored.', { shopperReference });
  }
  if (created && tokens?.has(token)) await replaceDead(deps, stored, tokens);
  return created;
};

/** The token is stored all the same. */
const replaceDead = async (
  deps: PaymentDependencies,
  { shopperReference, merchantAccount }: CustomersToken,
  tokens: ReadonlyMap<string, TokenAtAdyen>,
): Promise<void> => {
  try {
    const methods = await deps.paymentMethods.ofHolder(shopperReference);
    await replaceDeadMethods(deps, { shopperReference, merchantAccount, tokens, methods });
  } catch (error) {
    deps.logger.warn('The payment methods of a customer could not be read.', { error });
  }
};

/** Writes the details as Adyen has them now, where the merchant stores details. */
export const renewDetails = async (
  deps: PaymentDependencies,
  existing: PaymentMethod,
  stored: CustomersToken,
): Promise<PaymentMethod> => {
  if (!deps.config.storePaymentMethodDetails) return existing;
  const { shopperReference, token, merchantAccount } = stored;
  const listed = stored.listed ?? (await tokensAtAdyen(deps, shopperReference, merchantAccount))?.get(token);
  const { type, details } = describe(stored, listed);
  const custom = customFieldsOf(type, details);
  if (!custom) return existing;
  return deps.paymentMethods.update(existing, (current) =>
    saysTheSame(current.custom, custom)
      ? []
      : [{ action: 'setCustomType', type: custom.type, fields: custom.fields ?? {} }],
  );
};

const describe = (
  { method = CARD_TYPE, details }: CustomersToken,
  listed: TokenAtAdyen | undefined,
): { type: string; details: MethodDetails } => {
  const known = Object.entries(listed?.details ?? {}).filter(([, value]) => value !== undefined);
  return {
    type: storedTypeOf(listed?.type ?? method),
    details: { ...details, ...Object.fromEntries(known) },
  };
};
