import { hmacValidator } from '@adyen/api-library';
import { beforeAll, expect } from 'vitest';
import type { NotificationItem } from '../sandbox/adyen/index.ts';
import {
  card,
  linesOf,
  method,
  newShopper,
  useStack,
  type ErrorAnswer,
  type PaymentAnswer,
} from './support.ts';
import { envelope, eventOf } from './webhook.ts';

/** A payment, and what is needed to tell the processor about it. */
export interface NotifiedPayment {
  id: string;
  pspReference: string;
  /** An event about this payment; success unless told otherwise. */
  event: (eventCode: string, changes?: Partial<NotificationItem>) => NotificationItem;
  /** An event about a modification of it, which has a reference of its own. */
  modification: (
    eventCode: string,
    pspReference: string,
    changes?: Partial<NotificationItem>,
  ) => NotificationItem;
  send: (...events: NotificationItem[]) => Promise<void>;
  lines: () => Promise<string[]>;
}

export const authorisation = 'Authorization Success 1000';

/** A stack whose own webhooks stay where they are: a test sees only what it sends itself. */
export function useNotifications() {
  const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '1500' } });
  beforeAll(() => stack().adyen.control.holdWebhooks());

  /** Signed by Adyen's own library, which shares no code with the connector. */
  const signed = (item: NotificationItem, key = stack().adyen.hmacKey): NotificationItem => {
    const hmacSignature = new hmacValidator().calculateHmac(item as never, key);
    return { ...item, additionalData: { ...item.additionalData, hmacSignature } };
  };

  const post = (body: unknown) => stack().call<ErrorAnswer>('/notifications', { body });

  /** A card payment of 10.00 EUR, authorised, or one by a redirect that the shopper has not returned from. */
  const newPayment = async (
    pay: 'authorised' | 'redirect' = 'authorised',
    total = 1000,
    redirectMethod = 'klarna',
  ): Promise<NotifiedPayment> => {
    const shopper = await newShopper(stack(), { cart: { total } });
    const { body } = await shopper.pay<PaymentAnswer | ErrorAnswer>(
      pay === 'authorised' ? card() : method(redirectMethod),
    );
    const id = String('errors' in body ? body.errors[0]?.['paymentReference'] : body.paymentReference);
    const pspReference = stack().adyen.control.payment(id)?.pspReference ?? '';
    const event: NotifiedPayment['event'] = (eventCode, changes) => eventOf(stack(), id, eventCode, changes);
    return {
      id,
      pspReference,
      event,
      modification: (eventCode, own, changes = {}) =>
        event(eventCode, { pspReference: own, originalReference: pspReference, ...changes }),
      send: async (...events) => {
        const answer = await post(envelope(events.map((item) => signed(item))));
        expect([answer.status, answer.body]).toEqual([200, '[accepted]']);
      },
      lines: () => linesOf(stack(), id),
    };
  };

  return { stack, signed, post, newPayment };
}
