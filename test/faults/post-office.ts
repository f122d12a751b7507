import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../sandbox/harness.ts';
import { startProxy, type Proxy } from './proxy.ts';

const LATEST_MS = 1_000;

/**
 * Lets Adyen's webhooks reach the stack's processors in turn, each twice, early or late, some of them with the
 * acknowledgement lost on its way back.
 */
export async function openPostOffice(stack: Stack): Promise<Proxy> {
  let count = 0;
  const office = await startProxy(() => {
    count += 1;
    return stack.processors[count % stack.processors.length]?.url ?? '';
  });
  office.on({
    times: Infinity,
    before: async () => {
      await sleep(Math.random() * LATEST_MS);
      return undefined;
    },
    after: () => (Math.random() < 0.03 ? 'cut' : undefined),
  });
  stack.adyen.control.settings({ webhookDelayMs: 20, webhookRetryMs: 50, webhookConcurrency: 100 });
  stack.adyen.control.intervene({ times: Infinity, copies: 1 });
  stack.adyen.control.setNotificationUrl(`${office.url}/notifications`);
  return office;
}
