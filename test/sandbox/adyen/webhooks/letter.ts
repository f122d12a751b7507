import type { Delivery } from './delivery.ts';
import type { NotificationItem } from './item.ts';
import { signature, signed } from './sign.ts';

/** What is sent for a delivery; made anew for each attempt. */
export interface Letter {
  body: string;
  headers: Record<string, string>;
}

const spoilt = (value: string): string => `${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`;

const tokenizationLetter = (delivery: Delivery, hmacKey: string | undefined): Letter => {
  const body = JSON.stringify(delivery.event);
  if (hmacKey === undefined) return { body, headers: {} };
  const value = signature(body, hmacKey);
  return {
    body,
    headers: { hmacsignature: delivery.tampered ? spoilt(value) : value, protocol: 'HmacSHA256' },
  };
};

const sealed = (item: NotificationItem, hmacKey: string, tampered: boolean): NotificationItem => {
  const complete = signed(item, hmacKey);
  const value = complete.additionalData['hmacSignature'] ?? '';
  return tampered
    ? { ...complete, additionalData: { ...complete.additionalData, hmacSignature: spoilt(value) } }
    : complete;
};

/** The body and headers of a webhook: standard items carry their signatures, tokenization events have it in a header. */
export const letterFor = (delivery: Delivery, hmacKey: string | undefined): Letter => {
  if (delivery.kind === 'tokenization') return tokenizationLetter(delivery, hmacKey);
  const items = delivery.items.map((item) => ({
    NotificationRequestItem: hmacKey === undefined ? item : sealed(item, hmacKey, delivery.tampered),
  }));
  return { body: JSON.stringify({ live: 'false', notificationItems: items }), headers: {} };
};
