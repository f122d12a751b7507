import { randomInt } from 'node:crypto';
import { signature, signedText, type NotificationItem } from '../sandbox/adyen/index.ts';
import type { Stack } from '../sandbox/harness.ts';

/** A reference as Adyen makes them. */
export const newPspReference = (): string => `T${String(randomInt(10 ** 14)).padStart(15, '0')}`;

/** An item of a standard webhook, signed with the sandbox's key unless told otherwise. */
export const signedItem = (item: NotificationItem, hexKey: string): NotificationItem => ({
  ...item,
  additionalData: { ...item.additionalData, hmacSignature: signature(signedText(item), hexKey) },
});

/** What Adyen would say of a payment in its books; without metadata unless `changes` add them. */
export const eventOf = (
  { adyen }: Stack,
  paymentReference: string,
  eventCode: string,
  changes: Partial<NotificationItem> = {},
): NotificationItem => {
  const payment = adyen.control.payment(paymentReference);
  return {
    eventCode,
    success: 'true',
    pspReference: payment?.pspReference ?? newPspReference(),
    merchantReference: paymentReference,
    merchantAccountCode: adyen.merchantAccount,
    amount: { ...(payment?.amount ?? { currency: 'EUR', value: 0 }) },
    eventDate: '2026-05-04T10:00:00+02:00',
    reason: '',
    paymentMethod: payment?.paidWith.brand ?? payment?.paidWith.type ?? 'visa',
    additionalData: {},
    ...changes,
  };
};

/** Items may be spoilt ones. */
export const envelope = (items: readonly unknown[]) => ({
  live: 'false',
  notificationItems: items.map((NotificationRequestItem) => ({ NotificationRequestItem })),
});

/** Delivers items in one batch, signed; resolves with the answer. */
export const deliver = (
  stack: Stack,
  items: readonly NotificationItem[],
  { instance = 0, hexKey = stack.adyen.hmacKey }: { instance?: number; hexKey?: string } = {},
) =>
  stack.call('/notifications', {
    instance,
    body: envelope(items.map((item) => signedItem(item, hexKey))),
  });
