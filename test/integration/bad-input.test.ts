import { describe, expect, it } from 'vitest';
import { card, newShopper, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack({ environment: { LOGGER_LEVEL: 'info' } });

const callsToAdyen = () => stack().adyen.control.journal().length;
const paymentsInCommercetools = async () =>
  (await stack().api.get<{ total: number }>('/payments', { limit: '0' })).total;

describe('a request that cannot be understood', () => {
  it('is told so when its JSON is broken', async () => {
    const { sessionId } = await newShopper(stack());
    const { status, body } = await stack().call<ErrorAnswer>('/payments', {
      sessionId,
      body: '{"paymentMethod":',
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ statusCode: 400, errors: [{ code: expect.any(String) as string }] });
  });

  it.each([
    ['nothing', {}, 'paymentMethod'],
    ['a list', [], ''],
    ['a string as payment method', { paymentMethod: 'scheme' }, 'paymentMethod'],
    ['a payment method without a type', { paymentMethod: {} }, 'paymentMethod.type'],
    ['a number as type', { paymentMethod: { type: 7 } }, 'paymentMethod.type'],
  ])('gets a 400 that names the field: %s', async (_name, body, field) => {
    const { pay } = await newShopper(stack());
    const before = callsToAdyen();
    const answer = await pay<ErrorAnswer>(body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(field);
    expect(callsToAdyen()).toBe(before);
  });

  it('gets a 413 when it is too large', async () => {
    const { pay } = await newShopper(stack());
    const { status, body } = await pay<ErrorAnswer>({ ...card(), filler: 'x'.repeat(300 * 1024) });
    expect(status).toBe(413);
    expect(body.statusCode).toBe(413);
  });

  it('gets a 404 in the same shape where no route is', async () => {
    const { status, body } = await stack().call<ErrorAnswer>('/no-such-route');
    expect(status).toBe(404);
    expect(body).toMatchObject({ statusCode: 404, message: expect.any(String) as string });
  });

  it.each(['key with spaces', 'x'.repeat(65), 'schlüssel'.normalize('NFD').replace(/[^ -~]/g, '!')])(
    'refuses the idempotency key %j',
    async (key) => {
      const { pay } = await newShopper(stack());
      const { status } = await pay(card(), { headers: { 'Idempotency-Key': key } });
      expect(status).toBe(400);
    },
  );
});

describe('an id', () => {
  const unknown = [
    '00000000-0000-0000-0000-000000000001',
    '11111111-1111-1111-1111-111111111111',
    'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
  ];
  const token = () => stack().commercetools.control.issueToken({ scopes: ['manage_project'] });
  const cancel = { actions: [{ action: 'cancelPayment' }] };

  it.each(unknown)('that is a UUID of any version is looked for: %s', async (id) => {
    const { sessionId, sendDetails } = await newShopper(stack());
    const details = { details: { redirectResult: 'x' }, paymentReference: id };
    const Authorization = `Bearer ${token()}`;
    expect((await stack().call(`/payments/${id}`, { sessionId })).status).toBe(404);
    expect((await sendDetails(details)).status).toBe(404);
    const intent = { body: cancel, headers: { Authorization } };
    expect((await stack().call(`/operations/payment-intents/${id}`, intent)).status).toBe(404);
  });

  it.each<[verb: string, path: string, body: unknown, status?: number]>([
    ['GET', '/payments/not-a-uuid', undefined],
    ['DELETE', '/stored-payment-methods/..%2fpayments', undefined, 404],
    ['POST', '/payments/details', { details: { redirectResult: 'x' }, paymentReference: '../carts' }],
    ['POST', '/express-payments/details', { details: { redirectResult: 'x' }, paymentReference: '../carts' }],
    ['POST', '/payments', { paymentMethod: 'scheme' }],
  ])('or a body that is malformed is refused before anybody is asked: %s %s', async (...given) => {
    const [verb, path, body, status = 400] = given;
    const { sessionId } = await newShopper(stack());
    const before = stack().commercetools.control.count();
    expect((await stack().call(path, { method: verb, sessionId, body })).status).toBe(status);
    expect(stack().commercetools.control.count()).toBe(before);
    // Who has no session is told that first.
    expect((await stack().call(path, { method: verb, body })).status).toBe(401);
  });
});

describe('a session', () => {
  it('that does not exist is a 401 with the OAuth fields', async () => {
    const { status, body } = await stack().call<ErrorAnswer>('/payment-methods', {
      sessionId: 'no-such-session',
      body: {},
    });
    expect(status).toBe(401);
    expect(body).toMatchObject({
      statusCode: 401,
      error: expect.any(String) as string,
      error_description: expect.any(String) as string,
    });
  });

  it('that is missing is a 401', async () => {
    expect((await stack().call('/payments', { body: card() })).status).toBe(401);
  });

  it.each(['../../payments', 'a/b', 'a%2Fb', '?x=1', 'undefined/..', 'a b'])(
    'of the form %j is refused without asking commercetools',
    async (sessionId) => {
      const before = stack().commercetools.control.count();
      expect((await stack().call('/payment-methods', { sessionId, body: {} })).status).toBe(401);
      expect(stack().commercetools.control.count()).toBe(before);
    },
  );
});

describe('card data that is not encrypted', () => {
  it.each([
    [
      'under scheme',
      { type: 'scheme', number: '4111111111111111', expiryMonth: '03', expiryYear: '2030', cvc: '737' },
    ],
    ['a security code alone', { type: 'scheme', encryptedCardNumber: 'test_4111111111111111', cvc: '737' }],
    ['under another method', { type: 'ideal', number: '4111111111111111' }],
    ['in the place of the blob', { type: 'scheme', encryptedCardNumber: '4111111111111111' }],
    ['with spaces in it', { type: 'scheme', number: '4111 1111 1111 1111' }],
  ])('is a 400, reaches nobody and no log: %s', async (_name, paymentMethod) => {
    const { pay } = await newShopper(stack());
    const [adyenBefore, paymentsBefore] = [callsToAdyen(), await paymentsInCommercetools()];
    const { status } = await pay<ErrorAnswer>({ ...card(), paymentMethod });
    expect(status).toBe(400);
    expect(callsToAdyen()).toBe(adyenBefore);
    expect(await paymentsInCommercetools()).toBe(paymentsBefore);
    expect(stack().logs().replaceAll('test_4111111111111111', '')).not.toMatch(
      /4111[ -]?1111[ -]?1111[ -]?1111/,
    );
  });
});

describe('every answer', () => {
  it('carries the correlation id of the caller, or one of its own', async () => {
    const own = await stack().call('/health');
    expect(own.headers.get('x-correlation-id')).toMatch(/^\S+$/);
    const given = await stack().call('/no-such-route', {
      headers: { 'X-Correlation-ID': 'from-the-shop-1' },
    });
    expect(given.headers.get('x-correlation-id')).toBe('from-the-shop-1');
    const odd = 'shop #1, order {"a": [b]} | c~d';
    const oddly = await stack().call('/health', { headers: { 'X-Correlation-ID': odd } });
    expect(oddly.headers.get('x-correlation-id')).toBe(odd);
  });

  it('allows the shop’s origin to read it', async () => {
    const preflight = await stack().call('/payments', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://shop.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,x-session-id,idempotency-key,x-correlation-id',
      },
    });
    expect(preflight.status).toBeLessThan(300);
    expect(preflight.headers.get('access-control-allow-origin')).toMatch(/^(\*|https:\/\/shop\.example)$/);
    const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    for (const header of ['x-session-id', 'idempotency-key', 'x-correlation-id', 'content-type']) {
      expect(allowed).toContain(header);
    }
    expect(Number(preflight.headers.get('access-control-max-age'))).toBeGreaterThan(0);
  });
});
