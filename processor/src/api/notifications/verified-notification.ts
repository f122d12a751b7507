import type { KeptWebhook, WebhookKeys } from '../../commercetools/webhook-keys.ts';
import { guarded } from '../../commercetools/guarded.ts';
import type { KeysOf } from '../../config/notification-keys.ts';
import { blamesCaller, Fault, upstreamUnavailable } from '../../errors.ts';
import type { WebhookArrivals } from '../../status-checks/webhook-arrivals.ts';
import { runWithin } from '../../upstream/deadline.ts';
import { toFault } from '../middleware/to-fault.ts';

export interface NotificationVerification {
  readonly webhookKeys: WebhookKeys;
  readonly webhookArrivals: WebhookArrivals;
}

/** Adyen waits ten seconds; the contract promises nine. */
const BUDGET_MS = 8_000;

/**
 * Verifies and stores in the time that Adyen waits. What is not stored by then is delivered again, and what is still being
 * written then changes nothing the second time.
 * @throws Fault 503 when the time is over
 */
export const inAdyensTime = <T>(work: () => Promise<T>, budgetMs = BUDGET_MS): Promise<T> =>
  guarded(() => runWithin(budgetMs, work));

/** Reads what Adyen has signed, and notes for operators that it came. @throws Fault 401 when no known key has signed it */
export const verified = async <T>(
  { webhookKeys, webhookArrivals }: NotificationVerification,
  kind: KeptWebhook['kind'],
  read: (keysOf: KeysOf) => T,
): Promise<T> => {
  try {
    const found = await webhookKeys.verified(kind, read);
    webhookArrivals.received();
    return found;
  } catch (error) {
    if (error instanceof Fault && error.code === 'invalid_token') webhookArrivals.refused();
    throw error;
  }
};

/**
 * Stores what a verified notification says. Adyen is never told that its request is wrong: what could not be stored, because
 * others kept writing for example, is to be delivered again.
 * @throws Fault 5xx
 */
export const stored = async (store: () => Promise<void>): Promise<void> => {
  try {
    await store();
  } catch (error) {
    const fault = toFault(error);
    if (!blamesCaller(fault)) throw error;
    throw upstreamUnavailable('commercetools', 503, { cause: error, privateMessage: fault.code });
  }
};
