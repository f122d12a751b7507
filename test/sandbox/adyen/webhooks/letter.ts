import type { Delivery } from './delivery.ts';
import type { NotificationItem } from './item.ts';
import { signature, signed } from './sign.ts';

/** The hexadecimal key of a merchant account's webhook; undefined: what is sent is not signed. */
export type KeyOf = (merchantAccount: string) => string | undefined;

/** What is sent for a delivery; made anew for each attempt. */
export interface Letter {
  body: string;
  headers: Record<string, string>;
}

const spoilt = (value: string): string => `${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`;

const tokenizationLetter = (delivery: Delivery, keyOf: KeyOf): Letter => {
  const body = JSON.stringify(delivery.event);
  const hmacKey = keyOf(delivery.event?.data.merchantAccount ?? '');
  if (hmacKey === undefined) return { body, headers: {} };
  const value = signature(body, hmacKey);
  return {
    body,
    headers: { hmacsignature: delivery.tampered ? spoilt(value) : value, protocol: 'HmacSHA256' },
  };
};

const sealed = (item: NotificationItem, keyOf: KeyOf, tampered: boolean): NotificationItem => {
  const hmacKey = keyOf(item.merchantAccountCode);
  if (hmacKey === undefined) return item;
  const complete = signed(item, hmacKey);
  const value = complete.additionalData['hmacSignature'] ?? '';
  return tampered
    ? { ...complete, additionalData: { ...complete.additionalData, hmacSignature: spoilt(value) } }
    : complete;
};

/** The body and headers of a webhook: standard items carry their signatures, tokenization events have it in a header. */
export const letterFor = (delivery: Delivery, keyOf: KeyOf): Letter => {
  if (delivery.kind === 'tokenization') return tokenizationLetter(delivery, keyOf);
  const items = delivery.items.map((item) => ({
    NotificationRequestItem: sealed(item, keyOf, delivery.tampered),
  }));
  return { body: JSON.stringify({ live: 'false', notificationItems: items }), headers: {} };
};
