import { onWalletClick } from '../../adyen/wallet.ts';
import type { MethodCode } from '../method.ts';
import { ownCertificate } from './own-certificate.ts';

/** Apple Pay, with Adyen's certificate or the merchant's own. */
export const method: MethodCode = {
  options: (context) => ({
    ...onWalletClick(context),
    ...ownCertificate(context.host.config, () => context.host.client),
  }),
};
