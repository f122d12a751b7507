import type { ManagementClient } from '../adyen/management/client.ts';
import type { Config } from '../config/config.ts';
import { allAccounts } from '../config/merchant-accounts.ts';
import type { MerchantAccount } from '../identifiers.ts';

type CaptureConfig = Pick<Config, 'paymentMethodsConfig'> & { readonly adyen: Config['adyen'] };

/**
 * Says of each merchant account that captures automatically what that means for the settings as they are: one sentence per account
 * where the two do not go together, none where they do.
 * @throws ManagementError where Adyen does not tell, e.g. since the key lacks the role "Management API - Accounts read"
 */
export const captureAdvice = async (
  config: CaptureConfig,
  management: Pick<ManagementClient, 'captureDelayOf'>,
): Promise<string[]> => {
  const advise = adviceOf(config);
  if (!advise) return [];
  const sentences: string[] = [];
  for (const account of allAccounts(config)) {
    const delay = await management.captureDelayOf(account);
    if (delay !== undefined && delay.toLowerCase() !== 'manual') sentences.push(advise(account, delay));
  }
  return sentences;
};

const adviceOf = ({
  adyen,
  paymentMethodsConfig,
}: CaptureConfig): ((account: MerchantAccount, delay: string) => string) | undefined => {
  if (!adyen.isCaptureSet) {
    return (account, delay) =>
      `The merchant account ${account} captures automatically (${delay}), but ADYEN_CAPTURE is not set: payments are captured only when somebody asks for it. Set ADYEN_CAPTURE to what you want.`;
  }
  if (adyen.capture !== 'account' || Object.keys(paymentMethodsConfig).length > 0) return undefined;
  return (account, delay) =>
    `The merchant account ${account} captures automatically (${delay}), and ADYEN_CAPTURE is account: commercetools does not show these captures. Set ADYEN_CAPTURE, or list the methods in ADYEN_PAYMENT_METHODS_CONFIG.`;
};
