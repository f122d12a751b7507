import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Router } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { forbidden } from './errors.ts';
import { parseBody, parseQuery } from './api/middleware/parse.ts';
import { startFakeCommercetools, type FakeCommercetools } from './test-support/fake-commercetools.ts';
import { startApp, type RunningApp } from './test-support/start-app.ts';

const schema = z.object({
  amount: z.object({ centAmount: z.int(), currencyCode: z.string() }),
  note: z.string(),
});

/** Routes that do what the product's routes do with their input. */
const probes = (): Router[] => {
  const router = Router();
  router.post('/probe/echo', (request, response) => void response.json({ body: request.body as unknown }));
  router.post('/probe/parse', (request, response) => void response.json(parseBody(schema, request.body)));
  router.get('/probe/query', (request, response) => {
    response.json(parseQuery(z.object({ ctsid: z.string() }), request.query));
  });
  router.post('/notifications/probe', (request, response) => {
    response.json({ bytes: request.rawBody?.length, text: request.rawBody?.toString() });
  });
  router.get('/probe/bug', () => {
    throw new TypeError('cannot read secretThing of undefined');
  });
  router.get('/probe/late-bug', async () => {
    await Promise.resolve();
    z.object({ hidden: z.string() }).parse({ hidden: 4 });
  });
  router.get('/probe/forbidden', () => {
    throw forbidden('Not for you.');
  });
  return [router];
};

let fake: FakeCommercetools;
let app: RunningApp;

beforeAll(async () => {
  fake = await startFakeCommercetools();
  app = await startApp({ url: fake.url, routers: probes });
});

beforeEach(() => {
  app.logged.length = 0;
});

afterAll(async () => {
  await app.stop();
  await fake.stop();
});

const call = (path: string, init?: RequestInit) => fetch(`${app.url}${path}`, init);

const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  call(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

const jsonOf = async (response: Promise<Response>): Promise<unknown> => (await response).json();

describe('every response', () => {
  it.each([
    ['order-77/A.b:c=@+_-', 'order-77/A.b:c=@+_-'],
    ['x'.repeat(257), undefined],
    ['order 77, {"a": [b]} | c~d#1', 'order 77, {"a": [b]} | c~d#1'],
    ['tab\there', undefined],
  ])('carries the correlation id %s if it is a sane one', async (given, expected) => {
    const response = await call('/health', { headers: { 'x-correlation-id': given } });
    const id = response.headers.get('x-correlation-id');
    if (expected === undefined) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    else expect(id).toBe(expected);
  });

  it('falls back to the request id', async () => {
    const response = await call('/probe/nothing', { headers: { 'x-request-id': 'req-1' } });
    expect(response.headers.get('x-correlation-id')).toBe('req-1');
  });

  it('says nothing about the software and lets other origins read it', async () => {
    const { headers } = await call('/health', { headers: { origin: 'https://shop.example' } });
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toBe('X-Correlation-ID,Retry-After');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    // It would cut a popup's window off from the shop's page while it passes through us.
    expect(headers.get('cross-origin-opener-policy')).toBeNull();
  });
});

describe('preflights', () => {
  const preflight = (url: string, origin: string) =>
    fetch(`${url}/payments`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-session-id',
      },
    });

  it('are answered and cacheable', async () => {
    const { status, headers } = await preflight(app.url, 'https://shop.example');
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-headers')).toBe(
      'Content-Type,Authorization,X-Correlation-ID,X-Request-ID,X-Session-ID,Idempotency-Key',
    );
    expect(headers.get('access-control-allow-methods')).toBe('GET,POST,DELETE');
    expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(600);
  });

  it('allow listed origins only, where there is a list', async () => {
    const listed = await startApp({
      url: fake.url,
      environment: { ALLOWED_ORIGINS: 'https://shop.example' },
    });
    const good = await preflight(listed.url, 'https://shop.example');
    const bad = await preflight(listed.url, 'https://evil.example');
    await listed.stop();
    expect(good.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(bad.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('bodies', () => {
  it('may be absent', async () => {
    expect(await jsonOf(call('/probe/echo', { method: 'POST' }))).toEqual({});
    expect((await call('/probe/parse', { method: 'POST' })).status).toBe(400);
  });

  it.each([
    ['{"a":', 400, 'InvalidJsonInput'],
    ['"text"', 400, 'InvalidJsonInput'],
    [`{"a":"${'x'.repeat(64 * 1024)}"}`, 413, 'PayloadTooLarge'],
    [`{"a":[${'0,'.repeat(1000)}0]}`, 400, 'InvalidJsonInput'],
  ])('are refused: %.10s', async (body, status, code) => {
    const response = await post('/probe/echo', body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ statusCode: status, errors: [{ code }] });
  });

  it.each([
    ['application/x-www-form-urlencoded', {}],
    ['application/json; charset=koi8-r', {}],
    ['application/json; charset=utf-16', {}],
    ['application/json', { 'content-encoding': 'compress' }],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('of type %s %j are refused with 415', async (type, headers) => {
    const response = await post('/probe/echo', 'a=1', { 'content-type': type, ...headers });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ errors: [{ code: 'UnsupportedMediaType' }] });
  });

  it.each(['/probe/echo', '/payments', '/notifications', '/notifications/tokenization'])(
    'are not unpacked: %s',
    async (path) => {
      const response = await post(path, gzipSync('{"a":1}'), { 'content-encoding': 'gzip' });
      expect(response.status).toBe(415);
      expect(await response.json()).toMatchObject({
        errors: [{ message: expect.stringContaining('Content-Encoding') as string }],
      });
    },
  );

  it('may say that they are UTF-8 and not compressed', async () => {
    const headers = { 'content-type': 'application/json; charset="UTF-8"', 'content-encoding': 'identity' };
    expect(await jsonOf(post('/probe/echo', '{"a":"ü"}', headers))).toEqual({ body: { a: 'ü' } });
  });

  it.each(['/payments/details', '/express-payments/details/', '/PayPal-Express/order'])(
    'may hold as much payment data as Adyen documents: %s',
    async (path) => {
      expect((await post(path, JSON.stringify({ paymentData: 'x'.repeat(200_000) }))).status).toBe(401);
      expect((await post(path, JSON.stringify({ paymentData: 'x'.repeat(262_144) }))).status).toBe(413);
    },
  );

  it('may be larger in notifications, whose bytes are kept', async () => {
    const text = `{ "a" : "${'ü'.repeat(200 * 1024)}" }`;
    expect(await jsonOf(post('/notifications/probe', text))).toEqual({
      bytes: Buffer.byteLength(text),
      text,
    });
    expect((await post('/notifications/probe', `"${'x'.repeat(1025 * 1024)}"`)).status).toBe(413);
  });
});

describe('requests that Node would answer by itself', () => {
  it.each(['GET /nowhere HTTP/1.1\r\n', 'GET /nowhere HTTP/1.1\r\nHost: x\r\nExpect: foo\r\n'])(
    'get an answer like all others: %j',
    async (head) => {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
      socket.write(`${head}Connection: close\r\n\r\n`);
      let heard = '';
      for await (const chunk of socket) heard += String(chunk);
      expect(heard).toMatch(/^HTTP\/1\.1 404 [^]*X-Correlation-ID: [^]*"statusCode":404/i);
    },
  );
});

describe('errors', () => {
  it('name every wrong field without repeating what was sent', async () => {
    const response = await post(
      '/probe/parse',
      '{"amount":{"centAmount":"4111111111111111","currencyCode":"EUR"}}',
    );
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('amount.centAmount') as string,
      errors: [
        { code: 'InvalidInput', field: 'amount.centAmount' },
        { code: 'InvalidInput', field: 'note' },
      ],
    });
    expect(text).not.toContain('4111');
  });

  it('name a wrong query parameter', async () => {
    expect(await jsonOf(call('/probe/query?ctsid=a&ctsid=b'))).toMatchObject({
      errors: [{ field: 'ctsid' }],
    });
  });

  it.each([
    ['/probe/nothing?x=1', 404, 'ResourceNotFound'],
    ['/probe/%ZZ', 404, 'ResourceNotFound'],
    ['/probe/forbidden', 403, 'Forbidden'],
    ['/probe/late-bug', 500, 'General'],
  ])('of %s have status and code', async (path, statusCode, code) => {
    const response = await call(path);
    expect(response.status).toBe(statusCode);
    expect(await response.json()).toMatchObject({ statusCode, errors: [{ code }] });
  });

  it('that are bugs are 500, told by the correlation id, and explained in the log only', async () => {
    const response = await call('/probe/bug', { headers: { 'x-correlation-id': 'c-1' } });
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      statusCode: 500,
      errors: [{ code: 'General', correlationId: 'c-1' }],
    });
    expect(text).not.toContain('secretThing');
    expect(app.logged).toContainEqual(
      expect.objectContaining({ level: 'error', correlationId: 'c-1', statusCode: 500 }) as object,
    );
    expect(JSON.stringify(app.logged)).toContain('secretThing');
  });

  it('of the HTTP parser have the same form', async () => {
    const { port } = new URL(app.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/X-Correlation-ID: [0-9a-f-]{36}/);
    expect(answer).toContain('"errors":[{"code":"InvalidInput"');
  });
});

describe('the access log', () => {
  it('has one line per request, without the query', async () => {
    await call('/probe/nothing?ctsid=5c2ac2a5&redirectResult=abc', {
      headers: { 'x-correlation-id': 'c-2' },
    });
    await expect
      .poll(() => app.logged)
      .toContainEqual(
        expect.objectContaining({
          message: 'request',
          method: 'GET',
          path: '/probe/nothing',
          status: 404,
          correlationId: 'c-2',
        }) as object,
      );
    expect(JSON.stringify(app.logged)).not.toMatch(/5c2ac2a5|redirectResult/);
  });
});
