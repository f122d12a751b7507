import type { Payment } from '@commercetools/platform-sdk';
import { toMerchantAccount, type MerchantAccount } from '../identifiers.ts';
import type { Config } from './config.ts';
import { allAccounts } from './merchant-accounts.ts';

type Settings = {
  readonly adyen: Pick<Config['adyen'], 'merchantAccount' | 'merchantAccounts'>;
  readonly storedPaymentMethods: Pick<Config['storedPaymentMethods'], 'interfaceAccount'>;
};

/**
 * The merchant account that a Payment names. Earlier versions named none where there was one account only, and the interface
 * account that a merchant has chosen for stored methods is no merchant account.
 */
const namedAccount = (config: Settings, { paymentMethodInfo }: Payment): MerchantAccount | undefined => {
  const { interfaceAccount } = paymentMethodInfo;
  if (interfaceAccount === undefined) return undefined;
  const account = toMerchantAccount(interfaceAccount);
  const isChosen = interfaceAccount === config.storedPaymentMethods.interfaceAccount;
  return isChosen && !allAccounts(config).includes(account) ? undefined : account;
};

/** The account that a Payment was made in: also one that is not configured here, and never the usual one in its place. */
export const accountOfPayment = (config: Settings, payment: Payment): MerchantAccount =>
  namedAccount(config, payment) ?? config.adyen.merchantAccount;

/** Whether a Payment may have been made in this account. */
export const isInAccount = (config: Settings, payment: Payment, account: MerchantAccount): boolean =>
  [undefined, account].includes(namedAccount(config, payment));

/** Whether a Payment may have been made in an account of this deployment. A project may have several deployments. */
export const isInOwnAccount = (config: Settings, payment: Payment): boolean => {
  const account = namedAccount(config, payment);
  return account === undefined || allAccounts(config).includes(account);
};
