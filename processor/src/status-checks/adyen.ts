import type { StatusCheck } from './check.ts';

/**
 * Whether Adyen takes the configured credentials. `ask` makes a cheap call that needs them and throws when it fails.
 * @param webhooks whether its notifications arrive
 * @param capture what to say of how the merchant accounts capture, if anything
 */
export const adyenCheck = (
  ask: () => Promise<void>,
  webhooks: () => Promise<Readonly<Record<string, unknown>>>,
  capture: () => Promise<readonly string[]>,
): StatusCheck => ({
  name: 'Adyen Status check',
  find: async () => {
    await ask();
    return undefined;
  },
  details: async () => {
    // One of them may be unknown without the other.
    const [arrivals, advice] = await Promise.all([webhooks(), capture().catch(() => [])]);
    return { webhooks: arrivals, ...(advice.length > 0 && { capture: advice }) };
  },
});
