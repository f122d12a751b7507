import type { MerchantAccount } from '../identifiers.ts';
import type { Config } from './config.ts';
import { allAccounts } from './merchant-accounts.ts';

/** What an event of Adyen's says of where it comes from. */
export interface EventOrigin {
  readonly merchantAccount: MerchantAccount;
  /** Whether it is of the live environment; `undefined` where it does not say. */
  readonly live?: boolean | undefined;
}

/** Whose an event is that is not this deployment's; `undefined` for one that is. */
export const otherOrigin = (
  config: { readonly adyen: Pick<Config['adyen'], 'environment' | 'merchantAccount' | 'merchantAccounts'> },
  { merchantAccount, live }: EventOrigin,
): 'merchant account' | 'environment' | undefined => {
  if (live !== undefined && live !== (config.adyen.environment === 'LIVE')) return 'environment';
  return allAccounts(config).includes(merchantAccount) ? undefined : 'merchant account';
};
