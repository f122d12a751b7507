import type { MethodCode } from '../method.ts';

interface ClickActions {
  resolve: () => void;
  reject: () => void;
}

/** PayPal, with its own buttons. */
export const method: MethodCode = {
  options: ({ host, onPress }) => ({
    onClick: (_data: unknown, actions?: ClickActions) =>
      onPress().then(
        () => actions?.resolve(),
        () => actions?.reject(),
      ),
    ...(host.cspNonce === undefined ? {} : { cspNonce: host.cspNonce }),
  }),
};
