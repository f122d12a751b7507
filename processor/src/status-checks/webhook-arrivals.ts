import * as z from 'zod';
import type { CustomObjects } from '../commercetools/custom-objects.ts';
import { WEBHOOKS_CONTAINER } from '../commercetools/webhook-keys.ts';
import type { Logger } from '../logging/logger.ts';

const KEY = 'arrivals';

/** Milliseconds: instances tell each other through commercetools, and not for every notification. */
const PAUSE_MS = 60_000;

const schema = z.object({
  lastReceivedAt: z.string().optional(),
  lastSignatureFailureAt: z.string().optional(),
  signatureFailures: z.int().nonnegative(),
});

type Arrivals = z.output<typeof schema>;

/** Whether Adyen's notifications arrive; for operators. */
export interface WebhookArrivals {
  received(): void;
  /** Something came that no known key has signed. */
  refused(): void;
  /** What all instances have seen, their last minute aside. @throws Fault when commercetools cannot be used */
  details(): Promise<Record<string, string | number | null>>;
}

const latest = (a: string | undefined, b: string | undefined): string | undefined =>
  [a, b]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);

const merged = (a: Arrivals, b: Arrivals): Arrivals => ({
  lastReceivedAt: latest(a.lastReceivedAt, b.lastReceivedAt),
  lastSignatureFailureAt: latest(a.lastSignatureFailureAt, b.lastSignatureFailureAt),
  signatureFailures: a.signatureFailures + b.signatureFailures,
});

const none: Arrivals = { signatureFailures: 0 };

export const createWebhookArrivals = ({
  customObjects,
  logger,
  now,
}: {
  readonly customObjects: Pick<CustomObjects, 'get' | 'put'>;
  readonly logger: Logger;
  readonly now: () => Date;
}): WebhookArrivals => {
  /** Seen here and not told yet. */
  let unsaid: Arrivals = none;
  let timer: NodeJS.Timeout | undefined;

  const stored = async (): Promise<Arrivals> =>
    schema.safeParse(await customObjects.get(WEBHOOKS_CONTAINER, KEY)).data ?? none;

  const tell = async (): Promise<void> => {
    timer = undefined;
    const news = unsaid;
    unsaid = none;
    try {
      await customObjects.put(WEBHOOKS_CONTAINER, KEY, merged(await stored(), news));
    } catch (error) {
      unsaid = merged(unsaid, news);
      logger.warn('The arrival of notifications could not be noted.', { error });
    }
  };

  const note = (news: Arrivals): void => {
    unsaid = merged(unsaid, news);
    timer ??= setTimeout(() => void tell(), PAUSE_MS).unref();
  };

  return {
    received: () => note({ lastReceivedAt: now().toISOString(), signatureFailures: 0 }),
    refused: () => note({ lastSignatureFailureAt: now().toISOString(), signatureFailures: 1 }),
    details: async () => {
      const { lastReceivedAt, lastSignatureFailureAt, signatureFailures } = merged(await stored(), unsaid);
      return {
        lastReceivedAt: lastReceivedAt ?? null,
        ageSeconds:
          lastReceivedAt === undefined
            ? null
            : Math.max(0, Math.round((now().getTime() - Date.parse(lastReceivedAt)) / 1000)),
        signatureFailures,
        lastSignatureFailureAt: lastSignatureFailureAt ?? null,
      };
    },
  };
};
