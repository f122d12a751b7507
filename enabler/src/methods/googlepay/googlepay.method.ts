import { onWalletClick } from '../../adyen/wallet.ts';
import type { MethodCode } from '../method.ts';

/** Google Pay. */
export const method: MethodCode = {
  options: (context) => ({
    ...onWalletClick(context),
    ...(context.host.cspNonce === undefined ? {} : { nonce: context.host.cspNonce }),
  }),
};
