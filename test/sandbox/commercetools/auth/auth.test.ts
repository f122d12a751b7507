import jsonwebtoken from 'jsonwebtoken';
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError } from '../testing.ts';

let ct: EmbeddedCommercetools;
beforeAll(async () => {
  ct = await startCommercetools();
});
afterAll(() => ct.stop());

const basic = (id: string, secret: string): string => `Basic ${btoa(`${id}:${secret}`)}`;

const post = async (path: string, authorization: string, form: Record<string, string>) => {
  const response = await fetch(ct.url + path, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const tokenOf = (id: string, secret: string, scope?: string) =>
  post('/oauth/token', basic(id, secret), { grant_type: 'client_credentials', ...(scope && { scope }) });

const introspect = (token: string, id = 'processor', secret = 'processor-secret') =>
  post('/oauth/introspect', basic(id, secret), { token });

const api = (path: string, token: string) =>
  fetch(`${ct.url}/sandbox${path}`, { headers: { authorization: `Bearer ${token}` } });

test('a client gets a token with its scopes, or with those of them that it asks for', async () => {
  ct.control.addClient({ clientId: 'a', clientSecret: 's', scopes: ['view_payments', 'view_orders'] });
  expect((await tokenOf('a', 's')).body).toMatchObject({
    token_type: 'Bearer',
    expires_in: 172_800,
    scope: 'view_payments:sandbox view_orders:sandbox',
  });
  expect((await tokenOf('a', 's', 'view_orders:sandbox')).body.scope).toBe('view_orders:sandbox');
  expect(await tokenOf('a', 's', 'manage_project:sandbox')).toMatchObject({
    status: 400,
    body: { error: 'invalid_scope', errors: [{ code: 'invalid_scope' }] },
  });
});

test('wrong credentials and other grants are refused', async () => {
  expect(await tokenOf('processor', 'wrong')).toMatchObject({
    status: 401,
    body: { error: 'invalid_client' },
  });
  expect(await tokenOf('nobody', 'processor-secret')).toMatchObject({ status: 401 });
  const password = await post('/oauth/token', basic('processor', 'processor-secret'), {
    grant_type: 'password',
  });
  expect(password.status).toBe(400);
});

test('the API wants a token that is valid, has the scope and is of this project', async () => {
  expect((await fetch(`${ct.url}/sandbox/payments`)).status).toBe(401);
  expect((await api('/payments', 'made-up')).status).toBe(401);
  const orders = ct.control.issueToken({ scopes: ['view_orders'] });
  const refused = await api('/payments', orders);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ error: 'insufficient_scope' });
  expect((await api('/carts', orders)).status).toBe(200);
  const foreign = ct.control.issueToken({ scopes: ['manage_project:other'] });
  expect((await api('/payments', foreign)).status).toBe(403);
});

test('a scope to look does not write', async () => {
  const reply = await caller(ct, ['view_payments'])('POST', '/payments', {});
  expect(reply.status).toBe(403);
  expect(firstError(reply)).toMatchObject({ code: 'insufficient_scope' });
});

test('introspection tells an active token from others, to clients that may ask', async () => {
  const value = ct.control.issueToken({ scopes: ['manage_checkout_payment_intents'], clientId: 'checkout' });
  expect((await introspect(value)).body).toMatchObject({
    active: true,
    scope: 'manage_checkout_payment_intents:sandbox',
    client_id: 'checkout',
  });
  expect((await introspect('made-up')).body).toEqual({ active: false });
  expect((await introspect(value, 'processor', 'wrong')).status).toBe(401);
  expect((await introspect(value, 'shop', 'shop-secret')).status).toBe(403);
});

test('tokens expire, by time and at once', async () => {
  const late = ct.control.issueToken({ scopes: ['manage_project'], expiresInSeconds: -1 });
  expect((await api('/carts', late)).status).toBe(401);
  ct.control.setTokenLifetime(60);
  const { access_token: token, expires_in: seconds } = (await tokenOf('admin', 'admin-secret')).body;
  expect(seconds).toBe(60);
  expect((await api('/carts', String(token))).status).toBe(200);
  ct.control.expireTokens();
  expect((await api('/carts', String(token))).status).toBe(401);
  expect((await introspect(String(token))).body).toEqual({ active: false });
});

test('the Merchant Center signs its tokens with the published key', async () => {
  const { keys } = (await (await fetch(`${ct.url}/.well-known/jwks.json`)).json()) as {
    keys: (JsonWebKey & { kid: string })[];
  };
  const verify = (token: string): unknown => {
    const kid = jsonwebtoken.decode(token, { complete: true })?.header.kid;
    const jwk = keys.find((key) => key.kid === kid);
    if (!jwk) throw new Error('unknown key');
    return jsonwebtoken.verify(token, createPublicKey({ key: jwk, format: 'jwk' }), {
      algorithms: ['RS256'],
    });
  };
  expect(verify(await ct.control.mintJwt())).toMatchObject({
    iss: ct.url,
    [`${ct.url}/claims/project_key`]: 'sandbox',
  });
  expect(
    verify(await ct.control.mintJwt({ issuer: 'https://mc.example', projectKey: 'other' })),
  ).toMatchObject({
    iss: 'https://mc.example',
    'https://mc.example/claims/project_key': 'other',
  });
  const [expired, forged] = [
    await ct.control.mintJwt({ expired: true }),
    await ct.control.mintJwt({ forged: true }),
  ];
  expect(() => verify(expired)).toThrow('jwt expired');
  expect(() => verify(forged)).toThrow('invalid signature');
});
