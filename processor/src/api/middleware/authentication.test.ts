import { Router } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { currentSession } from '../../logging/request-context.ts';
import type { Dependencies } from '../../dependencies.ts';
import {
  projectKey,
  startFakeCommercetools,
  type FakeCommercetools,
} from '../../test-support/fake-commercetools.ts';
import { createJwtKeys } from '../../test-support/jwt-keys.ts';
import { startApp, type RunningApp } from '../../test-support/start-app.ts';
import { requireJwt, requireOAuth2, requireSession } from './authentication.ts';

// Processes, retries and time limits take a while on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const probes = (dependencies: Dependencies): Router[] => {
  const router = Router();
  const session = (_request: unknown, response: { json: (body: unknown) => unknown }) =>
    void response.json(currentSession());
  router.get('/by-header', requireSession(dependencies), session);
  router.get('/by-jwt', requireJwt(dependencies), (_request, response) => void response.json({}));
  const oauth = {
    introspect: dependencies.introspect,
    projectKey: dependencies.config.commercetools.projectKey,
  };
  router.get('/by-oauth', requireOAuth2(oauth, 'manage_x'), (_request, response) => void response.json({}));
  return [router];
};

let fake: FakeCommercetools;
let app: RunningApp;

beforeAll(async () => {
  fake = await startFakeCommercetools();
  app = await startApp({ url: fake.url, routers: probes });
});

beforeEach(() => {
  fake.intercept = () => undefined;
  fake.seen.length = 0;
  app.logged.length = 0;
});

afterAll(async () => {
  await app.stop();
  await fake.stop();
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${app.url}${path}`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const refusal = (status: number) =>
  status === 401
    ? {
        status,
        body: {
          statusCode: 401,
          error: expect.any(String) as string,
          error_description: expect.any(String) as string,
        },
      }
    : { status, body: { statusCode: status, errors: [{ code: expect.any(String) as string }] } };

const active = (metadata?: unknown) => ({
  state: 'ACTIVE',
  activeCart: { cartRef: { id: 'cart-1' } },
  metadata,
});

describe('sessions', () => {
  const id = '0a1b2c3d-0000-4000-8000-000000000001';
  const byHeader = (value = id) => get('/by-header', { 'x-session-id': value });

  it('are read from commercetools, with what Checkout wrote into them', async () => {
    const metadata = {
      allowedPaymentMethods: ['card', 'ideal'],
      processorUrl: 'https://processor.example',
      paymentInterface: 'adyen-1',
      checkoutTransactionItemId: 'item-1',
      merchantReturnUrl: 'https://shop.example/thanks',
      futureOrderNumber: 'order-1',
      giftCardPlannedAmount: { centAmount: 500, currencyCode: 'EUR', type: 'centPrecision' },
      correlationId: 'checkout-1',
    };
    fake.sessions.set(id, active({ ...metadata, anythingElse: true }));
    const expected = {
      ...metadata,
      giftCardPlannedAmount: { centAmount: 500, currencyCode: 'EUR' },
      id,
      cartId: 'cart-1',
    };
    expect(await byHeader()).toEqual({ status: 200, body: expected });
    expect(fake.seen.map(({ path }) => path)).toContain(`/${projectKey}/sessions/${id}`);
  });

  it('need no metadata', async () => {
    fake.sessions.set(id, active());
    expect(await byHeader()).toEqual({
      status: 200,
      body: { id, cartId: 'cart-1', allowedPaymentMethods: [] },
    });
  });

  it('are looked up anew for every request', async () => {
    fake.sessions.set(id, active());
    await byHeader();
    fake.sessions.set(id, { ...active(), state: 'EXPIRED' });
    expect(await byHeader()).toMatchObject(refusal(401));
  });

  it.each([
    ['expired', { ...active(), state: 'EXPIRED' }],
    ['without a cart', { state: 'ACTIVE' }],
    ['unknown', undefined],
  ])('that are %s are refused', async (_what, session) => {
    if (session) fake.sessions.set(id, session);
    else fake.sessions.delete(id);
    expect(await byHeader()).toMatchObject(refusal(401));
  });

  it.each([
    ['../../carts', '/by-header', { 'x-session-id': '../../carts' }],
    ['an escape', '/by-header', { 'x-session-id': 'a%2e%2e' }],
    ['none', '/by-header', {}],
    ['too much', '/by-header', { 'x-session-id': 'a'.repeat(129) }],
    ['a path', '/by-header', { 'x-session-id': '../../carts' }],
    ['the wrong place', `/by-header?ctsid=${id}`, {}],
  ])('with %s for an id are refused before commercetools is asked', async (_what, path, headers) => {
    expect(await get(path, headers as Record<string, string>)).toMatchObject(refusal(401));
    expect(fake.seen).toEqual([]);
  });

  it.each([
    [{ status: 500 }, 503],
    ['drop' as const, 503],
    [{ status: 403 }, 502],
  ])('cannot be checked while commercetools answers %j', async (reply, status) => {
    fake.intercept = ({ path }) => (path.includes('/sessions/') ? reply : undefined);
    expect(await byHeader()).toMatchObject(refusal(status));
  });

  it('refuse an amount that cannot be understood rather than ignore it', async () => {
    fake.sessions.set(id, active({ giftCardPlannedAmount: { centAmount: '5.00' } }));
    expect(await byHeader()).toMatchObject(refusal(502));
  });
});

describe('OAuth2 tokens', () => {
  const bearer = (token: string) => get('/by-oauth', { authorization: `Bearer ${token}` });
  const holding = (token: string, scope: string) =>
    fake.introspections.set(token, { active: true, scope, exp: Date.now() + 60_000 });

  it.each([
    ['manage_x', 200],
    ['view_y manage_x:test-project', 200],
    ['manage_project:test-project', 200],
    ['manage_project:other-project', 403],
    ['manage_x:other-project', 403],
    ['manage_x:test-project:store-1', 403],
    ['manage_xyz:test-project', 403],
    ['', 403],
  ])('with the scopes "%s" get %d', async (scope, status) => {
    const token = `token-${scope.replace(/\W/g, '-')}`;
    holding(token, scope);
    const answer = await bearer(token);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toContain('manage_');
  });

  it('that are not active are refused', async () => {
    expect(await bearer('unknown')).toMatchObject(refusal(401));
  });

  it.each([
    {},
    { authorization: 'Basic abc' },
    { authorization: 'Bearer' },
    { authorization: 'Bearer a b' },
    { authorization: 'Bearer "x"' },
  ])('of another form are refused before commercetools is asked: %j', async (headers) => {
    expect(await get('/by-oauth', headers as Record<string, string>)).toMatchObject(refusal(401));
    expect(fake.seen).toEqual([]);
  });

  it.each([
    [{ status: 503 }, 503],
    ['drop' as const, 503],
    [{ status: 401 }, 502],
  ])('cannot be checked while commercetools answers %j', async (reply, status) => {
    fake.intercept = () => reply;
    expect(await bearer('some-token')).toMatchObject(refusal(status));
  });
});

describe('Merchant Center tokens', () => {
  const claims = (changes: Record<string, unknown> = {}) => ({
    iss: fake.url,
    sub: 'user-1',
    exp: Math.floor(Date.now() / 1000) + 60,
    [`${fake.url}/claims/project_key`]: projectKey,
    ...changes,
  });
  const bearer = (token: string) => get('/by-jwt', { authorization: `Bearer ${token}` });

  it('cannot be checked while the keys cannot be fetched', async () => {
    fake.intercept = () => ({ status: 500 });
    expect(await bearer(fake.jwtKeys.mint(claims()))).toMatchObject(refusal(503));
  });

  it('are accepted when genuine, with one request for the keys', async () => {
    const answers = [await bearer(fake.jwtKeys.mint(claims())), await bearer(fake.jwtKeys.mint(claims()))];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(fake.count(/jwks/)).toBe(1);
  });

  it.each<[string, () => string]>([
    ['expired', () => fake.jwtKeys.mint(claims({ exp: Math.floor(Date.now() / 1000) - 1 }))],
    ['for another project', () => fake.jwtKeys.mint(claims({ [`${fake.url}/claims/project_key`]: 'other' }))],
    ['of another issuer', () => fake.jwtKeys.mint(claims({ iss: 'https://evil.example' }))],
    ['signed by another key', () => createJwtKeys().mint(claims())],
    ['signed by an unknown key', () => createJwtKeys('key-2').mint(claims())],
    ['without an end', () => fake.jwtKeys.mint(claims({ exp: undefined }))],
    ['not signed', () => `${fake.jwtKeys.mint(claims(), { alg: 'none' }).split('.').slice(0, 2).join('.')}.`],
    ['of another algorithm', () => fake.jwtKeys.mint(claims(), { alg: 'HS256' })],
    ['garbage', () => 'a.b.c'],
  ])('that are %s are refused', async (_what, token) => {
    expect(await bearer(token())).toMatchObject(refusal(401));
  });
});
