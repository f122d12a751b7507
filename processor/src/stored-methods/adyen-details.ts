import type { MerchantAccount } from '../identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { detailsOfAdyen, type MethodDetails } from './method-details.ts';

/** A token as Adyen lists it. */
export interface TokenAtAdyen {
  /** Adyen's type; absent where Adyen did not say. */
  readonly type: string | undefined;
  readonly details: MethodDetails;
}

/** Details only adorn what is stored: nobody waits long for them. Milliseconds. */
const DEADLINE_MS = 4_000;

/** The customer's tokens in one merchant account, by token; empty when Adyen cannot be asked, since nothing depends on it. */
export const tokensAtAdyen = async (
  { adyen, config, logger }: PaymentDependencies,
  shopperReference: string,
  merchantAccount: MerchantAccount,
): Promise<Map<string, TokenAtAdyen>> => {
  const options = { deadlineMs: Math.min(DEADLINE_MS, config.adyen.deadlineMs) };
  try {
    const owner = { merchantAccount, shopperReference };
    const { storedPaymentMethods } = await adyen.storedPaymentMethods(owner, options);
    return new Map(
      storedPaymentMethods.map((stored) => [
        stored.id,
        { type: stored.type, details: detailsOfAdyen(stored) },
      ]),
    );
  } catch (error) {
    logger.warn('Adyen could not be asked for the details of stored payment methods.', { error });
    return new Map();
  }
};

export const detailsFromAdyen = async (
  deps: PaymentDependencies,
  customerId: string,
  merchantAccount: MerchantAccount,
): Promise<Map<string, MethodDetails>> => {
  const tokens = await tokensAtAdyen(deps, customerId, merchantAccount);
  return new Map([...tokens].map(([token, { details }]) => [token, details]));
};
