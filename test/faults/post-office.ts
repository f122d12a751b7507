import { setTimeout as sleep } from 'node:timers/promises';
import type { NotificationItem } from '../sandbox/adyen/index.ts';
import type { Stack } from '../sandbox/harness.ts';
import { paymentsMadeFor } from './essence.ts';
import { startProxy, type Passing } from './proxy.ts';

const LATEST_MS = 400;
const PATIENCE_MS = 30_000;

/** Brings Adyen's webhooks to the stack's processors. */
export interface PostOffice {
  /** Keeps what concerns a cart back, so that clients come first; the returned function lets it go. */
  hold: (cartId: string) => () => void;
  /** Resolves when all that Adyen has said of a cart's payments so far is acknowledged. */
  everythingArrived: (cartId: string) => Promise<void>;
  stop: () => Promise<void>;
}

const itemIn = ({ body }: Passing): NotificationItem | undefined =>
  (
    JSON.parse(body.toString('utf8')) as {
      notificationItems: { NotificationRequestItem: NotificationItem }[];
    }
  ).notificationItems[0]?.NotificationRequestItem;

/**
 * Lets webhooks reach the processors in turn, each twice, early or late, some of them with the acknowledgement lost on
 * its way back.
 */
export async function openPostOffice(stack: Stack): Promise<PostOffice> {
  const { control } = stack.adyen;
  const held = new Map<string, Promise<undefined>>();
  let count = 0;

  const cartOf = (passing: Passing): string => {
    const item = itemIn(passing);
    return control.payment(item?.originalReference ?? item?.pspReference ?? '')?.metadata['cartId'] ?? '';
  };

  const proxy = await startProxy(() => {
    count += 1;
    return stack.processors[count % stack.processors.length]?.url ?? '';
  });
  proxy.on({
    times: Infinity,
    before: async (passing) => {
      await held.get(cartOf(passing));
      await sleep(Math.random() * LATEST_MS);
      return undefined;
    },
    after: () => (Math.random() < 0.03 ? 'cut' : undefined),
  });
  control.settings({
    webhookDelayMs: 20,
    webhookRetryMs: 50,
    webhookTimeoutMs: 60_000,
    webhookConcurrency: 200,
  });
  control.intervene({ times: Infinity, copies: 1 });
  control.setNotificationUrl(`${proxy.url}/notifications`);

  const referencesOf = (cartId: string): Set<string> =>
    new Set(
      paymentsMadeFor(stack, cartId)
        .flatMap(({ id }) => control.payments(id))
        .flatMap(({ pspReference, modifications }) => [
          pspReference,
          ...modifications.map((modification) => modification.pspReference),
        ]),
    );

  const isWaiting = (cartId: string): boolean => {
    const references = referencesOf(cartId);
    return control
      .deliveries()
      .some(({ pspReference, state }) => references.has(pspReference) && state !== 'acknowledged');
  };

  return {
    hold: (cartId) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      held.set(cartId, promise);
      return () => {
        held.delete(cartId);
        resolve(undefined);
      };
    },
    everythingArrived: async (cartId) => {
      const until = performance.now() + PATIENCE_MS;
      while (isWaiting(cartId)) {
        if (performance.now() > until) throw new Error('Webhooks were not acknowledged in time.');
        await sleep(100);
      }
    },
    stop: () => proxy.stop(),
  };
}
