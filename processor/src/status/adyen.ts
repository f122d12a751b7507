import type { StatusCheck } from './check.ts';

/** Whether Adyen takes the configured credentials. `ask` makes a cheap call that needs them and throws when it fails. */
export const adyenCheck = (ask: () => Promise<void>): StatusCheck => ({
  name: 'Adyen Status check',
  find: async () => {
    await ask();
    return undefined;
  },
});
