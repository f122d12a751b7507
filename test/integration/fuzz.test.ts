import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { signature, signedText, type NotificationItem } from '../sandbox/adyen/index.ts';
import type { Call } from '../sandbox/harness.ts';
import { callAndCheck } from './fuzz/front.ts';
import { brokenBodies, eachPlace, garbage, headerValues, mutationsOf } from './fuzz/mutations.ts';
import { storing, newCustomer, tokenEvent } from './stored-support.ts';
import { card, method, newShopper, useStack, type Shopper } from './support.ts';
import { envelope, eventOf, signedItem } from './webhook.ts';

const stack = useStack({
  environment: {
    ...storing,
    ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true',
    ALLOWED_ORIGINS: 'https://shop.example',
  },
});

/** Bounded in time, so that the suite is, on any machine; a failure prints its seed and its path. */
const bounded = { numRuns: 120, interruptAfterTimeLimit: 4000, endOnFailure: true };

interface Known {
  readonly shopper: Shopper;
  readonly paymentId: string;
  readonly token: string;
  readonly jwt: string;
}

let known: Known;

beforeAll(async () => {
  const shopper = await newShopper(stack());
  const { body } = await shopper.pay(method('ideal'));
  const { control } = stack().commercetools;
  known = {
    shopper,
    paymentId: body.paymentReference,
    token: control.issueToken({ scopes: ['manage_project'] }),
    jwt: await control.mintJwt(),
  };
});

interface Route {
  readonly name: string;
  readonly path: (known: Known) => string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly auth: 'session' | 'oauth' | 'jwt' | 'none';
  readonly body?: (known: Known) => unknown;
}

const address = {
  street: 'Damrak',
  houseNumberOrName: '1',
  postalCode: '1012LG',
  city: 'Amsterdam',
  country: 'NL',
};

const attempt = {
  ...card(),
  billingAddress: address,
  deliveryAddress: { ...address, firstName: 'Ada', lastName: 'L' },
  storePaymentMethod: true,
  riskData: { clientData: 'eyJ2' },
  installments: { value: 3, plan: 'regular' },
  shopperName: { firstName: 'Ada', lastName: 'L' },
  shopperEmail: 'ada@example.com',
  telephoneNumber: '+31201234567',
  dateOfBirth: '1990-01-01',
  order: { orderData: 'abc', pspReference: 'ABCDEFGHIJKLMNOP' },
};

const amount = { centAmount: 100, currencyCode: 'EUR' };
const post = { method: 'POST', auth: 'session' } as const;
const get = { method: 'GET', auth: 'session' } as const;

const routes: readonly Route[] = [
  { name: 'POST /payments', path: () => '/payments', ...post, body: () => attempt },
  {
    name: 'POST /payments/details',
    path: () => '/payments/details',
    ...post,
    body: ({ paymentId }) => ({
      details: { redirectResult: 'X' },
      paymentData: 'Y',
      paymentReference: paymentId,
    }),
  },
  { name: 'GET /payments/:id', path: ({ paymentId }) => `/payments/${paymentId}`, ...get },
  {
    name: 'POST /payment-methods',
    path: () => '/payment-methods',
    ...post,
    body: () => ({
      countryCode: 'NL',
      locale: 'nl-NL',
      order: { orderData: 'abc', pspReference: 'ABCDEFGHIJKLMNOP' },
    }),
  },
  { name: 'GET /operations/config', path: () => '/operations/config', ...get },
  { name: 'GET /operations/status', path: () => '/operations/status', method: 'GET', auth: 'jwt' },
  {
    name: 'GET /operations/payment-components',
    path: () => '/operations/payment-components',
    method: 'GET',
    auth: 'jwt',
  },
  ...['capturePayment', 'refundPayment', 'cancelPayment', 'reversePayment'].map((action): Route => ({
    name: `POST /operations/payment-intents/:id ${action}`,
    path: ({ paymentId }) => `/operations/payment-intents/${paymentId}`,
    method: 'POST',
    auth: 'oauth',
    body: () => ({
      actions: [{ action, amount, merchantReference: 'order-1', transactionId: randomUUID() }],
    }),
  })),
  {
    name: 'POST /operations/transactions',
    path: () => '/operations/transactions',
    method: 'POST',
    auth: 'oauth',
    body: ({ shopper }) => ({
      cartId: shopper.cartId,
      checkoutTransactionItemId: 'item-1',
      amount,
      paymentMethodId: randomUUID(),
      idempotencyKey: 'key-1',
      futureOrderNumber: 'N1',
      type: 'Recurring',
    }),
  },
  {
    name: 'POST /operations/reviews',
    path: () => '/operations/reviews',
    method: 'POST',
    auth: 'oauth',
    body: () => ({
      after: `payments/${randomUUID()}`,
      limit: 5,
      olderThanMinutes: 30,
      abandonedAfterHours: 24,
    }),
  },
  { name: 'GET /stored-payment-methods', path: () => '/stored-payment-methods', ...get },
  {
    name: 'DELETE /stored-payment-methods/:id',
    path: () => `/stored-payment-methods/${randomUUID()}`,
    method: 'DELETE',
    auth: 'session',
  },
  {
    name: 'POST /express-config',
    path: () => '/express-config',
    method: 'POST',
    auth: 'none',
    body: () => ({ countryCode: 'NL' }),
  },
  { name: 'GET /express-payment-data', path: () => '/express-payment-data', ...get },
  {
    name: 'POST /express-payments',
    path: () => '/express-payments',
    ...post,
    body: () => ({ ...attempt, paymentMethod: { type: 'paypal', subtype: 'sdk' } }),
  },
  {
    name: 'POST /express-payments/details',
    path: () => '/express-payments/details',
    ...post,
    body: ({ paymentId }) => ({
      details: { orderID: 'X' },
      paymentMethod: 'paypal',
      paymentReference: paymentId,
    }),
  },
  {
    name: 'POST /paypal-express/order',
    path: () => '/paypal-express/order',
    ...post,
    body: () => ({
      pspReference: 'ABCDEFGHIJKLMNOP',
      paymentData: 'abc',
      originalAmount: amount,
      deliveryMethods: [{ reference: '1', description: 'Post', type: 'Shipping', amount, selected: true }],
    }),
  },
  {
    name: 'POST /applepay-sessions',
    path: () => '/applepay-sessions',
    ...post,
    body: () => ({ validationUrl: 'https://apple-pay-gateway.apple.com/paymentservices/startSession' }),
  },
  {
    name: 'POST /paymentMethods/balance',
    path: () => '/paymentMethods/balance',
    ...post,
    body: () => ({
      paymentMethod: {
        type: 'giftcard',
        brand: 'svs',
        encryptedCardNumber: 'test_6036280000000000000',
        encryptedSecurityCode: 'test_737',
      },
    }),
  },
  { name: 'POST /orders', path: () => '/orders', ...post, body: () => ({}) },
  {
    name: 'POST /orders/cancel',
    path: () => '/orders/cancel',
    ...post,
    body: () => ({ orderData: 'abc', pspReference: 'ABCDEFGHIJKLMNOP' }),
  },
];

const credentials = (auth: Route['auth'], { shopper, token, jwt }: Known): Record<string, string> => {
  if (auth === 'session') return { 'X-Session-Id': shopper.sessionId };
  if (auth === 'oauth') return { Authorization: `Bearer ${token}` };
  return auth === 'jwt' ? { Authorization: `Bearer ${jwt}` } : {};
};

/** Attempts are made on carts of their own: a paid one would refuse the next before looking at it. */
const fresh = async (route: Route): Promise<Known> =>
  route.name === 'POST /payments' ? { ...known, shopper: await newShopper(stack()) } : known;

const callRoute = async (route: Route, change: Partial<Call>): Promise<number> => {
  const current = await fresh(route);
  const headers = { Origin: 'https://shop.example', ...credentials(route.auth, current), ...change.headers };
  const body = 'body' in change ? change.body : route.body?.(current);
  const call: Call = { method: route.method, headers };
  const withBody = route.method === 'POST' ? { ...call, body } : call;
  return (await callAndCheck(stack(), route.path(current), withBody)).status;
};

describe.each(routes)('$name', (route) => {
  const { body } = route;
  const sends = body !== undefined;

  if (sends)
    it('expects a body that is changed in any place', () =>
      fc.assert(
        fc.asyncProperty(mutationsOf(body(known)), async (changed) => {
          await callRoute(route, { body: changed });
        }),
        bounded,
      ));

  if (sends)
    it('expects any JSON, and what is none', () =>
      fc.assert(
        fc.asyncProperty(
          fc.oneof(
            garbage.map((value) => JSON.stringify(value)),
            brokenBodies,
          ),
          async (raw) => {
            await callRoute(route, { body: raw });
          },
        ),
        { ...bounded, numRuns: 60 },
      ));

  it('expects any header', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          ...[
            'X-Session-Id',
            'Authorization',
            'Idempotency-Key',
            'X-Correlation-ID',
            'X-Request-ID',
            'Origin',
          ],
          ...[
            'Content-Type',
            'Accept',
            'X-Forwarded-For',
            'X-Forwarded-Proto',
            'hmacsignature',
            'traceparent',
            'Content-Encoding',
          ],
        ),
        headerValues,
        async (name, value) => {
          await callRoute(route, { headers: { [name]: value } });
        },
      ),
      { ...bounded, numRuns: 60 },
    ));
});

describe('GET /payments/details', () => {
  it('sends the shopper to the merchant’s page whatever its query', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom('ctsid', 'paymentReference', 'redirectResult', 'payload', 'ctsid[a]', 'x'),
            fc.oneof(headerValues, fc.constant(known.paymentId), fc.constant(known.shopper.sessionId)),
          ),
          { maxLength: 6 },
        ),
        async (query) => {
          const search = new URLSearchParams(query).toString();
          const answer = await callAndCheck(stack(), `/payments/details?${search}`, { method: 'GET' });
          expect(answer.status).toBe(302);
          expect(answer.headers.get('location')).toMatch(/^http:\/\/localhost:9\/merchant-return/);
        },
      ),
      bounded,
    ));
});

describe('any path', () => {
  it('is answered in the contract’s form', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
        fc.oneof(
          fc.webPath(),
          fc.constantFrom(
            '/%',
            '/%ff',
            '//',
            '/payments/%00',
            '/payments/%2e%2e',
            '/operations/payment-intents/..%2f..%2fcarts',
          ),
        ),
        fc.webQueryParameters(),
        async (verb, path, query) => {
          const answer = await stack().call(`${path}?${query}`, {
            method: verb,
            headers: { 'X-Session-Id': known.shopper.sessionId, Authorization: `Bearer ${known.token}` },
          });
          expect([200, 204, 400, 401, 404, 405], `${verb} ${path}?${query}`).toContain(answer.status);
        },
      ),
      bounded,
    ));
});

describe('POST /notifications', () => {
  const resigned = (item: unknown): unknown => {
    const { hmacKey } = stack().adyen;
    try {
      const given = item as NotificationItem;
      return {
        ...given,
        additionalData: { ...given.additionalData, hmacSignature: signature(signedText(given), hmacKey) },
      };
    } catch {
      return item;
    }
  };

  const genuine = (eventCode: string): NotificationItem => ({
    ...eventOf(stack(), known.paymentId, eventCode),
    originalReference: stack().adyen.control.payment(known.paymentId)?.pspReference ?? '',
    operations: ['CANCEL', 'CAPTURE', 'REFUND'],
    additionalData: {
      'metadata.paymentReference': known.paymentId,
      'modification.action': 'refund',
      'order-1-pspReference': 'A',
    },
  });

  const codes = [
    'AUTHORISATION',
    'CAPTURE',
    'REFUND',
    'CANCEL_OR_REFUND',
    'CHARGEBACK',
    'ORDER_CLOSED',
    'AUTHORISATION_ADJUSTMENT',
    'REPORT_AVAILABLE',
  ];

  it.each(codes)('expects a genuine %s with any field changed before it was signed', (code) =>
    fc.assert(
      fc.asyncProperty(fc.oneof(...eachPlace(genuine(code))), async (changed) => {
        const { status } = await callAndCheck(stack(), '/notifications', {
          body: envelope([resigned(changed) as NotificationItem]),
        });
        expect([200, 400, 401, 503]).toContain(status);
      }),
      bounded,
    ),
  );

  it('expects an event of any name', () =>
    fc.assert(
      fc.asyncProperty(headerValues, async (eventCode) => {
        const item = signedItem(
          { ...genuine('AUTHORISATION'), eventCode: eventCode.replaceAll(':', '') },
          stack().adyen.hmacKey,
        );
        const { status } = await callAndCheck(stack(), '/notifications', { body: envelope([item]) });
        expect(status).toBe(eventCode.replaceAll(':', '') === '' ? 400 : 200);
      }),
      { ...bounded, examples: [['constructor'], ['__proto__'], ['toString']] },
    ));

  it('writes nothing for an item that was changed after it was signed', async () => {
    const signed = signedItem(genuine('REFUND'), stack().adyen.hmacKey);
    const before = JSON.stringify(await stack().payment(known.paymentId));
    const signedPlaces = [
      'pspReference',
      'merchantAccountCode',
      'merchantReference',
      'amount',
      'eventCode',
      'success',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...signedPlaces), garbage, async (place, value) => {
        const own: unknown = signed[place as keyof NotificationItem];
        // The word "true" and the value true are signed alike and mean the same.
        fc.pre(JSON.stringify(value).replaceAll('"', '') !== JSON.stringify(own).replaceAll('"', ''));
        const { status } = await callAndCheck(stack(), '/notifications', {
          body: envelope([{ ...signed, [place]: value }]),
        });
        expect(status).toBe(401);
      }),
      bounded,
    );
    expect(JSON.stringify(await stack().payment(known.paymentId))).toBe(before);
  });

  it('expects any body', () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(mutationsOf(envelope([genuine('CAPTURE')])), garbage), async (body) => {
        fc.pre(body !== undefined);
        const { status } = await callAndCheck(stack(), '/notifications', { body: JSON.stringify(body) });
        expect([400, 401]).toContain(status);
      }),
      bounded,
    ));
});

describe('POST /notifications/tokenization', () => {
  it('expects a genuine event with any field changed', async () => {
    const customerId = await newCustomer(stack());
    const event = { ...tokenEvent(stack(), { type: 'created', customerId, token: 'ABCDEFGHIJKLMNOP' }) };
    await fc.assert(
      fc.asyncProperty(mutationsOf(event), async (changed) => {
        fc.pre(changed !== undefined);
        const body = JSON.stringify(changed);
        const headers = { hmacsignature: signature(body, stack().adyen.hmacKey) };
        const { status } = await callAndCheck(stack(), '/notifications/tokenization', {
          body,
          headers,
        });
        expect([200, 400, 503]).toContain(status);
      }),
      bounded,
    );
  });
});

describe('a connection', () => {
  const heardAfter = (bytes: Uint8Array): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(stack().processors[0]?.port ?? 0, 'localhost');
      let heard = '';
      socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(heard));
      socket.end(bytes);
    });

  it('that speaks no HTTP is closed with a 400 at most, and the service lives on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isHalf) => {
        const start = Buffer.from(isHalf ? 'POST /payments HTTP/1.1\r\nHost: x\r\n' : '');
        expect(await heardAfter(Buffer.concat([start, bytes]))).toMatch(/^$|^HTTP\/1\.1 4/);
      }),
      bounded,
    );
    expect((await stack().call('/health')).status).toBe(200);
  });
});
