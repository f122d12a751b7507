import type { PaymentMethod } from '@commercetools/platform-sdk';
import type { Config } from '../config/config.ts';
import { allAccounts } from '../config/merchant-accounts.ts';

/** What says which of the project's payment methods are this connector's. */
export type PaymentMethodOwner = Pick<Config, 'adyen' | 'storedPaymentMethods'>;

export const belongsTo = (owner: PaymentMethodOwner, method: PaymentMethod): boolean => {
  const { paymentInterface, interfaceAccount } = owner.storedPaymentMethods;
  const accounts: readonly (string | undefined)[] =
    interfaceAccount === undefined ? [undefined, ...allAccounts(owner)] : [interfaceAccount];
  return method.paymentInterface === paymentInterface && accounts.includes(method.interfaceAccount);
};

export const byAge = (one: PaymentMethod, other: PaymentMethod): number =>
  Date.parse(one.createdAt) - Date.parse(other.createdAt);
