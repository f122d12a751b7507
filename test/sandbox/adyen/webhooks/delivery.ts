import type { NotificationItem, TokenizationEvent } from './item.ts';

export interface DeliveryAttempt {
  at: string;
  ms: number;
  status?: number;
  /** The first 500 characters of the answer. */
  answer?: string;
  error?: string;
}

/** One webhook on its way: a batch of standard items, or one tokenization event. */
export interface Delivery {
  id: number;
  /** The endpoint that it is for; absent while none takes it. */
  endpoint?: string;
  kind: 'standard' | 'tokenization';
  /** Of the first item. */
  eventCode: string;
  pspReference: string;
  merchantReference: string;
  success: string;
  items: NotificationItem[];
  event?: TokenizationEvent;
  state: 'held' | 'waiting' | 'sending' | 'acknowledged' | 'dropped' | 'batched' | 'noEndpoint';
  attempts: DeliveryAttempt[];
  /** The body last sent. */
  body?: string;
  /** The signature is spoilt after signing. */
  tampered: boolean;
  notBefore: number;
}

export const standardDelivery = (
  id: number,
  items: [NotificationItem, ...NotificationItem[]],
  notBefore: number,
): Delivery => ({
  id,
  kind: 'standard',
  eventCode: items[0].eventCode,
  pspReference: items[0].pspReference,
  merchantReference: items[0].merchantReference,
  success: items[0].success,
  items,
  state: 'waiting',
  attempts: [],
  tampered: false,
  notBefore,
});

export const tokenizationDelivery = (id: number, event: TokenizationEvent, notBefore: number): Delivery => ({
  id,
  kind: 'tokenization',
  eventCode: event.type,
  pspReference: event.eventId,
  merchantReference: '',
  success: 'true',
  items: [],
  event,
  state: 'waiting',
  attempts: [],
  tampered: false,
  notBefore,
});
