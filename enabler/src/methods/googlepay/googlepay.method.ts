import type { MethodCode } from '../method.ts';

/** Google Pay. */
export const method: MethodCode = {
  options: ({ host, onPress }) => ({
    onClick: (resolve: () => void, reject: () => void) => {
      onPress().then(resolve, reject);
    },
    ...(host.cspNonce === undefined ? {} : { nonce: host.cspNonce }),
  }),
};
