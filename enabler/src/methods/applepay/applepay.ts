import { ApplePay } from '@adyen/adyen-web';
import type { Method } from '../method.ts';
import { ownCertificate } from './own-certificate.ts';

/** Apple Pay, with Adyen's certificate or the merchant's own. */
export const method: Method = {
  Element: ApplePay,
  options: ({ host, onPress }) => ({
    onClick: (resolve: () => void, reject: () => void) => {
      onPress().then(resolve, reject);
    },
    ...ownCertificate(host.config, () => host.client),
  }),
};
