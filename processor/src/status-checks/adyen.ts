import type { StatusCheck } from './check.ts';

/**
 * Whether Adyen takes the configured credentials. `ask` makes a cheap call that needs them and throws when it fails.
 * @param webhooks whether its notifications arrive
 */
export const adyenCheck = (
  ask: () => Promise<void>,
  webhooks: () => Promise<Readonly<Record<string, unknown>>>,
): StatusCheck => ({
  name: 'Adyen Status check',
  find: async () => {
    await ask();
    return undefined;
  },
  details: async () => ({ webhooks: await webhooks() }),
});
