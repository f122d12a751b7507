import { referencesOf, type NotificationItem } from '../adyen/webhooks/parse.ts';
import type { TokenizationEvent } from '../adyen/webhooks/tokenization.ts';
import { sha256 } from '../digest.ts';
import type { PaymentDependencies } from '../use-case.ts';
import type { Obstacle } from './batch.ts';
import { withoutPersonalData } from './personal-data.ts';

/** Named by the first version, which set aside only what had no Payment. */
export const SET_ASIDE_CONTAINER = 'adyen-unmatched-notifications';
const UNRECORDABLE_CONTAINER = 'adyen-unrecordable-notifications';

/** How many deliveries are refused before an event is set aside. */
const REFUSALS = 3;

type Dependencies = Pick<PaymentDependencies, 'customObjects' | 'logger'>;

/** An event that cannot be stored where it belongs. */
interface Unstored {
  readonly key: string;
  readonly reason: Obstacle;
  /** All that its effect depends on. */
  readonly event: { readonly notification: NotificationItem } | { readonly tokenEvent: TokenizationEvent };
  /** What names it in a log. */
  readonly named: object;
}

const ALERTS: Readonly<Record<Obstacle, { readonly code: string; readonly what: string }>> = {
  PaymentNotFound: { code: 'UnmatchedNotification', what: 'The payment of a notification was not found' },
  CommercetoolsRefused: {
    code: 'RefusedNotification',
    what: 'commercetools refuses to store what a notification says',
  },
};

/**
 * What cannot be stored is not acknowledged the first times, since what is in the way may change; then it is stored as a
 * custom object and may be acknowledged, so that it does not hold up Adyen's queue.
 * @returns whether it is set aside
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
const setAside = async (
  { customObjects, logger }: Dependencies,
  { key, reason, event, named }: Unstored,
): Promise<boolean> => {
  let deliveries = 0;
  await customObjects.change(SET_ASIDE_CONTAINER, key, (value) => {
    deliveries = ((value as { deliveries?: number } | undefined)?.deliveries ?? 0) + 1;
    return { deliveries, reason, ...event };
  });
  const { code, what } = ALERTS[reason];
  const fields = { code, ...named, deliveries };
  if (deliveries <= REFUSALS) {
    logger.warn(`${what}; Adyen is asked to deliver it again.`, fields);
    return false;
  }
  logger.error(`${what}; it was set aside.`, { ...fields, container: SET_ASIDE_CONTAINER, key });
  return true;
};

/** Sets an item of a standard webhook aside, or asks for a further delivery; see `setAside`. */
export const setAsideNotification = (
  deps: Dependencies,
  item: NotificationItem,
  reason: Obstacle,
): Promise<boolean> => {
  const { pspReference, eventCode, success } = item;
  return setAside(deps, {
    key: sha256(`${pspReference}\n${eventCode}\n${success}`),
    reason,
    event: { notification: withoutPersonalData(item) },
    named: referencesOf(item),
  });
};

/** Sets a tokenization event aside, or asks for a further delivery; see `setAside`. */
export const setAsideTokenEvent = (
  deps: Dependencies,
  tokenEvent: TokenizationEvent,
  reason: Obstacle,
): Promise<boolean> => {
  const { kind, eventId, storedPaymentMethodId, createdAt } = tokenEvent;
  return setAside(deps, {
    key: sha256(`token\n${kind}\n${eventId}\n${storedPaymentMethodId}\n${createdAt}`),
    reason,
    event: { tokenEvent },
    named: { eventCode: `recurring.token.${kind}`, pspReference: eventId },
  });
};

/**
 * A notification of ours that says too little to be recorded, however often it is delivered, is stored as a custom object
 * and acknowledged.
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const setAsideUnrecordable = async (
  { customObjects, logger }: Dependencies,
  item: NotificationItem,
): Promise<void> => {
  const notification = withoutPersonalData(item);
  const key = sha256(JSON.stringify(notification));
  await customObjects.put(UNRECORDABLE_CONTAINER, key, { notification });
  logger.error('A notification lacks what is needed to record it; it was set aside.', {
    code: 'UnrecordableNotification',
    ...referencesOf(item),
    container: UNRECORDABLE_CONTAINER,
    key,
  });
};
