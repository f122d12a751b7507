import { createHmac } from 'node:crypto';
import type { NotificationItem } from './item.ts';

/**
 * The text that Adyen signs for a standard webhook: eight values joined by colons, without escaping; an absent one is
 * empty. Source: https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures
 */
export const signedText = (item: NotificationItem): string =>
  [
    item.pspReference,
    item.originalReference ?? '',
    item.merchantAccountCode,
    item.merchantReference,
    item.amount.value,
    item.amount.currency,
    item.eventCode,
    item.success,
  ].join(':');

/** HMAC-SHA256 in base64 with a key of hexadecimal digits, of an item's text or of a raw body. */
export const signature = (text: string, hexKey: string): string =>
  createHmac('sha256', Buffer.from(hexKey, 'hex')).update(text, 'utf8').digest('base64');

/** The item with the signature of its present values. */
export const signed = (item: NotificationItem, hexKey: string): NotificationItem => ({
  ...item,
  additionalData: { ...item.additionalData, hmacSignature: signature(signedText(item), hexKey) },
});
