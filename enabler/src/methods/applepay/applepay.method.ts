import type { MethodCode } from '../method.ts';
import { ownCertificate } from './own-certificate.ts';

/** Apple Pay, with Adyen's certificate or the merchant's own. */
export const method: MethodCode = {
  options: ({ host, onPress }) => ({
    onClick: (resolve: () => void, reject: () => void) => {
      onPress().then(resolve, reject);
    },
    ...ownCertificate(host.config, () => host.client),
  }),
};
