import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import type { Instruments } from './instruments.ts';

/** Counts what was stored of a webhook. Items are genuine, so their event codes are Adyen's and few. */
export const countNotifications = (
  items: readonly NotificationItem[],
  instruments: Pick<Instruments, 'notifications'>,
): void => {
  for (const { eventCode, success } of items) {
    instruments.notifications.add(1, { 'adyen.event_code': eventCode, 'adyen.success': success });
  }
};
