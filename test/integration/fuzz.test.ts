import { connect } from 'node:net';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../sandbox/harness.ts';
import { bounded } from './fuzz/bounded.ts';
import { callAndCheck } from './fuzz/front.ts';
import { routes, type Known, type Route } from './fuzz/routes.ts';
import { brokenBodies, garbage, headerValues, mutationsOf } from './fuzz/mutations.ts';
import { storing } from './stored-support.ts';
import { method, newShopper, useStack } from './support.ts';

const stack = useStack({
  environment: {
    ...storing,
    ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true',
    ALLOWED_ORIGINS: 'https://shop.example',
  },
});

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
