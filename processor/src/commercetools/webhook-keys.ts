import * as z from 'zod';
import type { Config } from '../config/config.ts';
import { configuredKeys, type KeysOf } from '../config/notification-keys.ts';
import { allAccounts } from '../config/merchant-accounts.ts';
import { Fault } from '../errors.ts';
import { beforeDeadline, withoutDeadline } from '../upstream/deadline.ts';
import type { CustomObjects } from './custom-objects.ts';

export const WEBHOOKS_CONTAINER = 'adyen-connector-webhooks';
const KEYS_KEY = 'keys';

const schema = z.object({
  webhooks: z.array(
    z.object({
      id: z.string(),
      merchantAccount: z.string().brand<'MerchantAccount'>(),
      kind: z.enum(['standard', 'tokenization']),
      url: z.string(),
      /** The newest first. Anything that is not hexadecimal would be taken for the empty key. */
      hmacKeys: z.array(z.string().regex(/^[0-9a-f]{64}$/i)),
    }),
  ),
});

/** A webhook that a deployment has set up, with the keys that may have signed what it delivers. */
export type KeptWebhook = z.output<typeof schema>['webhooks'][number];

/** @throws Fault 502 or 503 when commercetools cannot be used */
export const readKeptWebhooks = async (
  customObjects: Pick<CustomObjects, 'get'>,
): Promise<readonly KeptWebhook[]> => {
  const found = schema.safeParse(await customObjects.get(WEBHOOKS_CONTAINER, KEYS_KEY));
  return found.success ? found.data.webhooks : [];
};

/** @throws Fault 502 or 503 when commercetools cannot be used */
export const writeKeptWebhooks = (
  customObjects: Pick<CustomObjects, 'put'>,
  webhooks: readonly KeptWebhook[],
): Promise<void> => customObjects.put(WEBHOOKS_CONTAINER, KEYS_KEY, { webhooks });

/** The keys that notifications are verified with: the configured ones, and those that a deployment made. */
export interface WebhookKeys {
  /**
   * Reads something signed. When no known key has signed it, the kept ones are looked at again: a deployment may just have
   * made another.
   * @throws what `read` throws; Fault 502 or 503 when commercetools cannot be used
   */
  verified<T>(kind: KeptWebhook['kind'], read: (keysOf: KeysOf) => T): Promise<T>;
}

/** Milliseconds between two looks: anybody can send what nobody has signed. */
const PAUSE_MS = 5_000;

export const createWebhookKeys = (
  config: Pick<Config, 'adyen'>,
  customObjects: Pick<CustomObjects, 'get'>,
  now: () => Date,
): WebhookKeys => {
  const accounts = allAccounts(config);
  let kept: readonly KeptWebhook[] = [];
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    kept = await readKeptWebhooks(customObjects);
    lookedAt = now().getTime();
  };

  const keysOf =
    (kind: KeptWebhook['kind']): KeysOf =>
    (merchantAccount) => {
      const isOurs = merchantAccount !== undefined && accounts.includes(merchantAccount);
      const made = kept.filter(
        (webhook) => webhook.kind === kind && (!isOurs || webhook.merchantAccount === merchantAccount),
      );
      return [
        ...configuredKeys(config.adyen, kind)(merchantAccount),
        ...made.flatMap(({ hmacKeys }) => hmacKeys),
      ];
    };

  return {
    verified: async (kind, read) => {
      try {
        return read(keysOf(kind));
      } catch (error) {
        const mayBeNew = error instanceof Fault && error.code === 'invalid_token';
        const isManaged = config.adyen.managementApiKey !== undefined;
        if (!mayBeNew || !isManaged || now().getTime() - lookedAt < PAUSE_MS) throw error;
      }
      looking ??= withoutDeadline(look).finally(() => {
        looking = undefined;
      });
      await beforeDeadline(looking);
      return read(keysOf(kind));
    },
  };
};
