import type { PaymentMethodsAnswer } from '../adyen/responses.ts';
import type { MerchantAccount } from '../identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { isActive, isOfAccount } from './usable-method.ts';

type Stored = PaymentMethodsAnswer['storedPaymentMethods'];

/** What binds a stored method to the card schemes is for Adyen only. */
const SECRET = new Set(['networkTxReference', 'storedPaymentMethodId', 'recurringDetailReference']);

/**
 * A merchant account's stored methods, as Adyen lists them, under commercetools' ids; Adyen's tokens do not leave the processor. Methods that commercetools
 * does not know cannot be paid with and are left out. When commercetools cannot be asked there are none: the shopper can
 * still pay otherwise.
 */
export const withOwnIds = async (
  { config, paymentMethods, logger }: Pick<PaymentDependencies, 'config' | 'paymentMethods' | 'logger'>,
  customerId: string,
  merchantAccount: MerchantAccount,
  stored: Stored,
): Promise<Stored> => {
  if (stored.length === 0) return [];
  try {
    const own = (await paymentMethods.ofCustomer(customerId)).filter(
      (method) => isActive(method) && isOfAccount(config, method, merchantAccount),
    );
    const ids = new Map(own.map(({ id, token }) => [token?.value, id]));
    return stored.flatMap((method) => {
      const id = ids.get(method.id);
      if (id === undefined) return [];
      const shown = Object.entries(method).filter(([name]) => !SECRET.has(name));
      return [{ ...Object.fromEntries(shown), id }];
    });
  } catch (error) {
    logger.error('The stored payment methods of a customer could not be read.', { error });
    return [];
  }
};
