import { GooglePay } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** Google Pay. */
export const method: Method = {
  Element: GooglePay,
  options: ({ host, onPress }) => ({
    onClick: (resolve: () => void, reject: () => void) => {
      onPress().then(resolve, reject);
    },
    ...(host.cspNonce === undefined ? {} : { nonce: host.cspNonce }),
  }),
};
