import type { MerchantAccount } from '../identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { detailsOfAdyen, type MethodDetails } from './method-details.ts';

/** A token as Adyen lists it. */
export interface TokenAtAdyen {
  /** Adyen's type; absent where Adyen did not say. */
  readonly type: string | undefined;
  readonly details: MethodDetails;
}

/** A list does not wait longer than this for Adyen. Milliseconds. */
const DEADLINE_MS = 3_000;

/** The customer's tokens in one merchant account, by token; `undefined` when Adyen does not answer in time. */
export const tokensAtAdyen = async (
  { adyen, config, logger }: PaymentDependencies,
  shopperReference: string,
  merchantAccount: MerchantAccount,
): Promise<Map<string, TokenAtAdyen> | undefined> => {
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
    logger.warn('Adyen could not be asked for the stored payment methods of a customer.', { error });
    return undefined;
  }
};
