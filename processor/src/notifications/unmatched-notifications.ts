import { referencesOf, type NotificationItem } from '../adyen/webhooks/parse.ts';
import type { CustomObjects } from '../commercetools/custom-objects.ts';
import { sha256 } from '../digest.ts';
import { fault } from '../errors.ts';
import type { PaymentDependencies } from '../use-case.ts';

export const UNMATCHED_CONTAINER = 'adyen-unmatched-notifications';
const UNRECORDABLE_CONTAINER = 'adyen-unrecordable-notifications';

/** How many deliveries are refused before a notification without its payment is set aside. */
const REFUSALS = 3;

/** What an event's effect depends on beside its own fields. The rest of its additional data may be the shopper's. */
const DECISIVE =
  /^(modification\.action|authorisedAmount(Value|Currency)|metadata\..+|order-\d+-(pspReference|success|paymentMethod))$/;

const withDecisiveData = ({ additionalData, ...notification }: NotificationItem): NotificationItem => ({
  ...notification,
  additionalData: Object.fromEntries(Object.entries(additionalData).filter(([name]) => DECISIVE.test(name))),
});

interface Unmatched {
  readonly deliveries: number;
  readonly notification: Partial<NotificationItem>;
}

/**
 * A notification of ours whose Payment cannot be found is not acknowledged the first times, since the Payment may still
 * come within reach; then it is kept as a custom object and acknowledged, so that it does not hold up Adyen's queue.
 * @throws Fault 503 while Adyen is to deliver it again
 */
export const keepUnmatched = async (
  deps: PaymentDependencies & { readonly customObjects: CustomObjects },
  item: NotificationItem,
): Promise<void> => {
  const key = keyOf(item);
  const known =
    ((await deps.customObjects.get(UNMATCHED_CONTAINER, key)) as Unmatched | undefined)?.deliveries ?? 0;
  const deliveries = known + 1;
  await deps.customObjects.put(UNMATCHED_CONTAINER, key, {
    deliveries,
    notification: withDecisiveData(item),
  });
  const fields = {
    code: 'UnmatchedNotification',
    eventCode: item.eventCode,
    pspReference: item.pspReference,
    merchantReference: item.merchantReference,
    deliveries,
  };
  if (deliveries <= REFUSALS) {
    deps.logger.warn(
      'The payment of a notification was not found; Adyen is asked to deliver it again.',
      fields,
    );
    throw fault('PaymentNotFound');
  }
  deps.logger.error('The payment of a notification was not found; the notification was set aside.', {
    ...fields,
    container: UNMATCHED_CONTAINER,
    key,
  });
};

/**
 * A notification of ours that says too little to be recorded, however often it is delivered, is kept as a custom object and
 * acknowledged.
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const keepUnrecordable = async (
  { customObjects, logger }: PaymentDependencies,
  item: NotificationItem,
): Promise<void> => {
  const notification = withDecisiveData(item);
  const key = sha256(JSON.stringify(notification));
  await customObjects.put(UNRECORDABLE_CONTAINER, key, { notification });
  logger.error('A notification lacks what is needed to record it; it was set aside.', {
    code: 'UnrecordableNotification',
    ...referencesOf(item),
    container: UNRECORDABLE_CONTAINER,
    key,
  });
};

const keyOf = ({ pspReference, eventCode, success }: NotificationItem): string =>
  sha256(`${pspReference}\n${eventCode}\n${success}`);
