import type { Amount } from '../money.ts';

/** `NotificationRequestItem` of Adyen's standard webhooks. */
export interface NotificationItem {
  additionalData: Record<string, string>;
  amount: Amount;
  eventCode: string;
  eventDate: string;
  merchantAccountCode: string;
  merchantReference: string;
  originalReference?: string;
  paymentMethod?: string;
  operations?: string[];
  pspReference: string;
  reason: string;
  success: 'true' | 'false';
}

/** What a tokenization webhook carries. Source: Adyen's tokenization webhooks, version 1. */
export interface TokenizationEvent {
  environment: 'test';
  createdAt: string;
  eventId: string;
  version: '1';
  type: `recurring.token.${'created' | 'updated' | 'disabled' | 'alreadyExisting'}`;
  data: {
    merchantAccount: string;
    shopperReference: string;
    storedPaymentMethodId: string;
    type: string;
    operation?: string;
  };
}

/** ISO 8601 with the offset of Amsterdam in winter, as Adyen writes event dates. */
export const eventDate = (at = new Date()): string =>
  `${new Date(at.getTime() + 3_600_000).toISOString().slice(0, 19)}+01:00`;
