import { randomUUID } from 'node:crypto';
import type { PaymentMethod } from '@commercetools/platform-sdk';
import { expect } from 'vitest';
import { signature } from '../sandbox/adyen/webhooks/sign.ts';
import type { Answer, Stack } from '../sandbox/harness.ts';
import { card, newShopper, type Shopper } from './support.ts';

/** The settings of a merchant who lets customers store what they pay with. */
export const storing = { ADYEN_STORED_PAYMENT_METHODS_ENABLED: 'true' };

export const newCustomer = async (stack: Stack): Promise<string> =>
  (await stack.commercetools.control.createCustomer({ email: `${randomUUID()}@example.com` })).id;

export const newCustomersCart = (
  stack: Stack,
  customerId: string,
  { cart = {}, metadata = {} }: Parameters<typeof newShopper>[1] = {},
): Promise<Shopper> => newShopper(stack, { cart: { customerId, ...cart }, metadata });

/** The customer pays with a new card and has it stored; returns what commercetools then has of it. */
export async function storeCard(
  stack: Stack,
  customerId: string,
  number = '4111111111111111',
): Promise<PaymentMethod> {
  const { pay } = await newCustomersCart(stack, customerId);
  const { body } = await pay({ ...card(number), storePaymentMethod: true });
  expect(body.resultCode).toBe('Authorised');
  await stack.adyen.control.whenIdle();
  const stored = stack.commercetools.control.paymentMethods(customerId).at(-1);
  if (!stored) throw new Error('The card was not stored.');
  return stored;
}

/** What adyen-web hands over for a stored card. */
export const storedCard = (id: string) => {
  const { paymentMethod, ...browser } = card();
  const { encryptedSecurityCode } = paymentMethod;
  return { ...browser, paymentMethod: { type: 'scheme', storedPaymentMethodId: id, encryptedSecurityCode } };
};

export interface StoredMethods {
  storedPaymentMethods: {
    id: string;
    type: string;
    isDefault: boolean;
    createdAt: string;
    displayOptions: Record<string, unknown>;
  }[];
}

export const listStored = async (stack: Stack, { sessionId }: Shopper) =>
  (await stack.call<StoredMethods>('/stored-payment-methods', { sessionId })).body.storedPaymentMethods;

/** What was sent to Adyen for a payment. */
export const sentFor = (stack: Stack, reference: string): Record<string, unknown> | undefined =>
  stack.adyen.control
    .journal('/payments$')
    .map(({ body }) => body as Record<string, unknown>)
    .find((body) => body['reference'] === reference);

interface TokenEvent {
  type: string;
  customerId: string;
  token: string;
  eventId?: string;
  method?: string;
  merchantAccount?: string;
  createdAt?: string;
}

export const tokenEvent = (stack: Stack, event: TokenEvent) => ({
  environment: 'test',
  createdAt: event.createdAt ?? new Date().toISOString(),
  eventId: event.eventId ?? 'EVENT00000000001',
  version: '1',
  type: `recurring.token.${event.type}`,
  data: {
    merchantAccount: event.merchantAccount ?? stack.adyen.merchantAccount,
    shopperReference: event.customerId,
    storedPaymentMethodId: event.token,
    type: event.method ?? 'visapremiumdebit',
  },
});

/** Delivers a tokenization webhook as Adyen would, signed over its bytes. */
export const deliver = (
  stack: Stack,
  event: ReturnType<typeof tokenEvent> | { type: string },
  { key = stack.adyen.hmacKey, instance = 0 }: { key?: string | undefined; instance?: number } = {},
): Promise<Answer<unknown>> => {
  const body = JSON.stringify(event, undefined, 1);
  return stack.call('/notifications/tokenization', {
    body,
    instance,
    headers: { 'Content-Type': 'application/json', hmacsignature: signature(body, key) },
  });
};
