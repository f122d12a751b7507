import type { KeptWebhook, WebhookKeys } from '../../commercetools/webhook-keys.ts';
import { Fault, upstreamUnavailable } from '../../errors.ts';
import type { WebhookArrivals } from '../../status-checks/webhook-arrivals.ts';

export interface NotificationVerification {
  readonly webhookKeys: WebhookKeys;
  readonly webhookArrivals: WebhookArrivals;
}

/** Reads what Adyen has signed, and notes for operators that it came. @throws Fault 401 when no known key has signed it */
export const verified = async <T>(
  { webhookKeys, webhookArrivals }: NotificationVerification,
  kind: KeptWebhook['kind'],
  read: (keys: readonly string[]) => T,
): Promise<T> => {
  try {
    const found = await webhookKeys.verified(kind, read);
    webhookArrivals.received();
    return found;
  } catch (error) {
    if (error instanceof Fault && error.statusCode === 401) webhookArrivals.refused();
    throw error;
  }
};

/**
 * Stores what a verified notification says. Adyen is never told that its request was wrong: what could not be stored, also
 * for want of a moment in which nobody else wrote, is to be delivered again.
 * @throws Fault 5xx
 */
export const stored = async (store: () => Promise<void>): Promise<void> => {
  try {
    await store();
  } catch (error) {
    if (error instanceof Fault && error.statusCode < 500) {
      throw upstreamUnavailable('commercetools', 503, { cause: error, privateMessage: error.code });
    }
    throw error;
  }
};
