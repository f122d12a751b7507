import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import { fault } from '../errors.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { applyBatch } from './apply-batch.ts';
import { AT_ONCE } from './batch.ts';
import { inParallel } from './in-parallel.ts';
import { setAsideNotification } from './set-aside.ts';

/**
 * Applies a batch whose items are all verified. Returns only when everything that the batch says is stored: in its Payments,
 * or set aside where further deliveries do not help.
 * @throws Fault 5xx when something could not be stored: Adyen then delivers the batch again, and what was stored already
 *   changes nothing the second time
 */
export const applyNotifications = async (
  deps: PaymentDependencies,
  items: readonly NotificationItem[],
): Promise<void> => {
  const { unstored, failures } = await applyBatch(deps, items);
  // Only now: what can be applied does not wait for what cannot.
  const awaited: NotificationItem[] = [];
  await inParallel(unstored, AT_ONCE, async ([item, reason]) => {
    if (!(await setAsideNotification(deps, item, reason))) awaited.push(item);
  });
  const [failure] = failures;
  if (failure) throw failure;
  const [first] = awaited;
  if (first) throw fault(unstored.get(first) ?? 'PaymentNotFound');
};
