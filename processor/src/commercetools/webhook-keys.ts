import type { Config } from '../config/config.ts';
import { Fault } from '../errors.ts';
import type { CustomObjects } from './custom-objects.ts';

export const WEBHOOKS_CONTAINER = 'adyen-connector-webhooks';
export const KEYS_KEY = 'keys';

/** A webhook that a deployment has set up, with the keys that may have signed what it delivers; the newest first. */
export interface KeptWebhook {
  readonly id: string;
  readonly merchantAccount: string;
  readonly kind: 'standard' | 'tokenization';
  readonly url: string;
  readonly hmacKeys: readonly string[];
}

export interface KeptWebhooks {
  readonly webhooks: readonly KeptWebhook[];
}

/** The keys that notifications are verified with: the configured ones, and those that a deployment made. */
export interface WebhookKeys {
  /**
   * Reads something signed. When no known key has signed it, the kept ones are looked at again: a deployment may just have
   * made another.
   * @throws what `read` throws; Fault 502 or 503 when commercetools cannot be used
   */
  verified<T>(kind: KeptWebhook['kind'], read: (keys: readonly string[]) => T): Promise<T>;
}

/** Milliseconds between two looks: anybody can send what nobody has signed. */
const PAUSE_MS = 5_000;

export const createWebhookKeys = (
  config: Config,
  customObjects: Pick<CustomObjects, 'get'>,
  now: () => Date,
): WebhookKeys => {
  const configured = {
    standard: config.adyen.hmacKeys,
    tokenization: config.adyen.tokenizationHmacKeys,
  };
  let kept: readonly KeptWebhook[] = [];
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    const found = await customObjects.get<KeptWebhooks>(WEBHOOKS_CONTAINER, KEYS_KEY);
    kept = found?.webhooks ?? [];
    lookedAt = now().getTime();
  };

  const keysOf = (kind: KeptWebhook['kind']): readonly string[] => [
    ...configured[kind],
    ...kept.filter((webhook) => webhook.kind === kind).flatMap(({ hmacKeys }) => hmacKeys),
  ];

  return {
    verified: async (kind, read) => {
      try {
        return read(keysOf(kind));
      } catch (error) {
        const mayBeNew = error instanceof Fault && error.statusCode === 401;
        const isManaged = config.adyen.managementApiKey !== undefined;
        if (!mayBeNew || !isManaged || now().getTime() - lookedAt < PAUSE_MS) throw error;
      }
      looking ??= look().finally(() => {
        looking = undefined;
      });
      await looking;
      return read(keysOf(kind));
    },
  };
};
