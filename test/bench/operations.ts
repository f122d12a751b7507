import { createHmac, randomUUID } from 'node:crypto';
import { cartIdOf, total } from './lean-commercetools.ts';
import { authorisationOf, newPspReference } from './lean-adyen.ts';

export const hmacKey = '5c1d'.repeat(16);
export const merchantAccount = 'BenchMerchant';

export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Operation {
  readonly name: string;
  /** Part of the mixed load, in percent. */
  readonly share: number;
  /** Calls to commercetools and Adyen that must follow each other: the floor of its latency in upstream latencies. */
  readonly inARow: number;
  /** The next request of the kind; `undefined` when nothing is there to do it with. */
  readonly next: () => Outgoing | undefined;
  readonly isRight: (status: number, body: string) => boolean;
  readonly after?: (body: string, request: Outgoing) => void;
}

interface Paid {
  readonly id: string;
  readonly cartId: string;
}

const json = { 'content-type': 'application/json' };
const browserInfo = {
  acceptHeader: '*/*',
  colorDepth: 24,
  language: 'de-DE',
  javaEnabled: false,
  screenHeight: 900,
  screenWidth: 1440,
  timeZoneOffset: -60,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
};
const card = JSON.stringify({
  paymentMethod: {
    type: 'scheme',
    encryptedCardNumber: `adyenjs_0_1_18$${'a'.repeat(500)}`,
    encryptedExpiryMonth: `adyenjs_0_1_18$${'b'.repeat(500)}`,
    encryptedExpiryYear: `adyenjs_0_1_18$${'c'.repeat(500)}`,
    encryptedSecurityCode: `adyenjs_0_1_18$${'d'.repeat(500)}`,
  },
  browserInfo,
  origin: 'https://shop.example',
});
const ideal = JSON.stringify({
  paymentMethod: { type: 'ideal' },
  browserInfo,
  origin: 'https://shop.example',
});

const signed = (item: Record<string, unknown>, signedText: string): string =>
  JSON.stringify({
    live: 'false',
    notificationItems: [
      {
        NotificationRequestItem: {
          ...item,
          additionalData: {
            ...(item['additionalData'] as object),
            hmacSignature: createHmac('sha256', Buffer.from(hmacKey, 'hex'))
              .update(signedText)
              .digest('base64'),
          },
        },
      },
    ],
  });

/** A signed notification of a payment's authorisation. */
export const authorisation = (id: string, cartId: string | undefined, pspReference: string): string =>
  signed(
    {
      pspReference,
      merchantAccountCode: merchantAccount,
      merchantReference: id,
      amount: { value: total, currency: 'EUR' },
      eventCode: 'AUTHORISATION',
      success: 'true',
      eventDate: '2026-05-04T10:00:00+02:00',
      paymentMethod: 'visa',
      reason: '033899:1111:03/2030',
      additionalData: {
        'metadata.paymentReference': id,
        ...(cartId !== undefined && { 'metadata.cartId': cartId }),
        expiryDate: '03/2030',
        authCode: '033899',
      },
    },
    [pspReference, '', merchantAccount, id, total, 'EUR', 'AUTHORISATION', 'true'].join(':'),
  );

const capture = (id: string, cartId: string): string => {
  const pspReference = newPspReference();
  return signed(
    {
      pspReference,
      merchantAccountCode: merchantAccount,
      merchantReference: id,
      amount: { value: 100, currency: 'EUR' },
      eventCode: 'CAPTURE',
      success: 'true',
      eventDate: '2026-05-04T11:00:00+02:00',
      paymentMethod: 'visa',
      additionalData: { 'metadata.paymentReference': id, 'metadata.cartId': cartId },
    },
    [pspReference, '', merchantAccount, id, 100, 'EUR', 'CAPTURE', 'true'].join(':'),
  );
};

const isOk = (status: number): boolean => status === 200;
const referenceIn = (body: string): string =>
  (JSON.parse(body) as { paymentReference: string }).paymentReference;

/** The mixed load of a shop: what its shoppers, Adyen and its back office ask for. Each attempt has a cart of its own. */
export function createOperations(): Operation[] {
  let carts = 0;
  let visited = cartIdOf(0);
  const redirected: Paid[] = [];
  const toConfirm: Paid[] = [];
  const toNotify: Paid[] = [];
  const toModify: Paid[] = [];
  const inSession = (cartId: string) => ({ ...json, 'x-session-id': cartId });

  const attempt = (
    body: string,
    queues: readonly Paid[][],
  ): Pick<Operation, 'next' | 'isRight' | 'after'> => ({
    next: () => {
      carts += 1;
      visited = cartIdOf(carts);
      const headers = { ...inSession(visited), 'idempotency-key': randomUUID() };
      return { method: 'POST', path: '/payments', headers, body };
    },
    isRight: (status, answer) => isOk(status) && answer.includes('"resultCode"'),
    after: (answer, { headers }) => {
      const item = { id: referenceIn(answer), cartId: headers['x-session-id'] ?? '' };
      for (const queue of queues) if (queue.length < 5000) queue.push(item);
    },
  });

  return [
    {
      name: 'config',
      share: 15,
      inARow: 1,
      next: () => ({ method: 'GET', path: '/operations/config', headers: inSession(visited) }),
      isRight: isOk,
    },
    {
      name: 'payment methods',
      share: 15,
      inARow: 3,
      next: () => ({
        method: 'POST',
        path: '/payment-methods',
        headers: inSession(visited),
        body: '{"countryCode":"DE"}',
      }),
      isRight: isOk,
    },
    { name: 'attempt, card', share: 20, inARow: 6, ...attempt(card, [toConfirm, toNotify, toModify]) },
    { name: 'attempt, redirect', share: 10, inARow: 6, ...attempt(ideal, [redirected]) },
    {
      name: 'continuation',
      share: 10,
      inARow: 4,
      next: () => {
        const item = redirected.shift();
        if (!item) return undefined;
        const body = JSON.stringify({ details: { redirectResult: item.id }, paymentReference: item.id });
        return { method: 'POST', path: '/payments/details', headers: inSession(item.cartId), body };
      },
      isRight: (status, body) => isOk(status) && body.includes('"Authorised"'),
    },
    {
      name: 'webhook that changes something',
      share: 15,
      inARow: 2,
      next: () => {
        const item = toNotify.shift();
        return (
          item && {
            method: 'POST',
            path: '/notifications',
            headers: json,
            body: capture(item.id, item.cartId),
          }
        );
      },
      isRight: isOk,
    },
    {
      name: 'webhook that changes nothing',
      share: 10,
      inARow: 1,
      next: () => {
        const item = toConfirm.shift();
        if (!item) return undefined;
        const body = authorisation(item.id, item.cartId, authorisationOf(item.id));
        return { method: 'POST', path: '/notifications', headers: json, body };
      },
      isRight: isOk,
    },
    {
      name: 'capture',
      share: 5,
      inARow: 4,
      next: () => {
        const item = toModify.shift();
        if (!item) return undefined;
        const action = { action: 'capturePayment', amount: { centAmount: 100, currencyCode: 'EUR' } };
        return {
          method: 'POST',
          path: `/operations/payment-intents/${item.id}`,
          headers: { ...json, authorization: 'Bearer bench-back-office' },
          body: JSON.stringify({ actions: [action] }),
        };
      },
      isRight: (status, body) => isOk(status) && body.includes('received'),
    },
  ];
}
