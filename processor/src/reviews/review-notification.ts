import type { CustomObject } from '@commercetools/platform-sdk';
import * as z from 'zod';
import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import { otherOrigin } from '../config/own-events.ts';
import { errorType } from '../observability/spans.ts';
import { applyNotifications } from '../notifications/apply-notifications.ts';
import { readClosedOrder } from '../notifications/closed-order.ts';
import { findNotifiedPayment } from '../notifications/find-notified-payment.ts';
import { found, nothing, settled, type Finding, type Looked, type ReviewDependencies } from './review.ts';

const stored = z.object({
  notification: z.looseObject({
    eventCode: z.string(),
    pspReference: z.string().brand<'PspReference'>(),
    merchantReference: z.string(),
    merchantAccount: z.string().brand<'MerchantAccount'>(),
    live: z.boolean().optional().catch(undefined),
    // Earlier versions left it out.
    additionalData: z.record(z.string(), z.string()).catch({}),
  }),
});

/**
 * A notification that was set aside because its Payment could not be found: it is applied once there is one. What another
 * deployment has set aside waits for that one's review, and for the merchant account to be configured again.
 */
export const reviewNotification = async (deps: ReviewDependencies, object: CustomObject): Promise<Looked> => {
  const finding: Finding = { kind: 'UnmatchedNotification', since: object.createdAt };
  const parsed = stored.safeParse(object.value);
  if (!parsed.success) return found({ ...finding, reason: 'Unreadable' });
  if (otherOrigin(deps.config, parsed.data.notification) !== undefined) return nothing;
  // It was stored in this form.
  const item = parsed.data.notification as unknown as NotificationItem;
  const { eventCode, pspReference } = item;
  const named = { ...finding, eventCode, pspReference };
  try {
    if (!(await canBeApplied(deps, item))) return found(named);
    await applyNotifications(deps, [item]);
    await deps.reviewQueries.forget(object);
    return settled(named);
  } catch (error) {
    return found({ ...named, reason: errorType(error) });
  }
};

/** An order's closing is of several Payments, all of which have to be there. */
const canBeApplied = async (deps: ReviewDependencies, item: NotificationItem): Promise<boolean> =>
  item.eventCode === 'ORDER_CLOSED'
    ? !(await readClosedOrder(deps, item)).isIncomplete
    : (await findNotifiedPayment(deps, item)) !== undefined;
