import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../sandbox/harness.ts';
import { paymentsMadeFor } from './essence.ts';
import { startProxy, type Proxy } from './proxy.ts';

const LATEST_MS = 500;

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

const PATIENCE_MS = 30_000;

/** Resolves when all that Adyen has said of a cart's payments so far is acknowledged. */
export async function webhooksArrived(stack: Stack, cartId: string): Promise<void> {
  const { control } = stack.adyen;
  const isWaiting = (): boolean => {
    const references = new Set(
      paymentsMadeFor(stack, cartId)
        .flatMap(({ id }) => control.payments(id))
        .flatMap(({ pspReference, modifications }) => [
          pspReference,
          ...modifications.map((modification) => modification.pspReference),
        ]),
    );
    return control
      .deliveries()
      .some(({ pspReference, state }) => references.has(pspReference) && state !== 'acknowledged');
  };
  const until = performance.now() + PATIENCE_MS;
  while (isWaiting()) {
    if (performance.now() > until) throw new Error('Webhooks were not acknowledged in time.');
    await sleep(25);
  }
}
