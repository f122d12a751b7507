import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call } from '../testing.ts';

const amountPlanned = { centAmount: 1, currencyCode: 'EUR' };

let ct: EmbeddedCommercetools;
let call: Call;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct);
});
afterAll(() => ct.stop());
beforeEach(() => {
  ct.control.clearFaults();
  ct.control.clearRequests();
});

afterEach(() => {
  vi.useRealTimers();
});

const create = (key: string) => call('POST', '/payments', { key, amountPlanned });

test('the next requests that match are answered with the fault, and no others', async () => {
  const fault = ct.control.fault({ method: 'POST', path: '/payments$', status: 503, times: 2, skip: 1 });
  expect((await create('first')).status).toBe(201);
  expect((await create('second')).status).toBe(503);
  expect((await call('GET', '/payments')).status).toBe(200);
  expect((await create('second')).status).toBe(503);
  expect((await create('second')).status).toBe(201);
  expect(fault.hits).toBe(2);
});

test('an answer that is lost after the write leaves what was written', async () => {
  ct.control.fault({ method: 'POST', path: '/payments$', drop: true, when: 'after' });
  await expect(create('lost-answer')).rejects.toThrow('fetch failed');
  expect((await call('GET', '/payments/key=lost-answer')).status).toBe(200);
  ct.control.fault({ method: 'POST', path: '/payments$', status: 500, when: 'after' });
  expect((await create('bad-answer')).status).toBe(500);
  expect((await call('GET', '/payments/key=bad-answer')).status).toBe(200);
});

test('a connection that breaks before leaves nothing', async () => {
  ct.control.fault({ path: '/payments', drop: true });
  await expect(create('never')).rejects.toThrow('fetch failed');
  expect((await call('GET', '/payments/key=never')).status).toBe(404);
});

test('a burst of conflicts is one of true conflicts', async () => {
  const { body } = await create('contended');
  ct.control.fault({ method: 'POST', path: '/payments/.+', conflict: true, times: 3 });
  const actions = [{ action: 'setStatusInterfaceCode', interfaceCode: 'x' }];
  let { version } = body;
  for (const next of [2, 3, 4]) {
    const reply = await call('POST', `/payments/${body.id}`, { version, actions });
    expect(firstError(reply)).toMatchObject({ code: 'ConcurrentModification', currentVersion: next });
    version = next;
  }
  expect((await call('POST', `/payments/${body.id}`, { version, actions })).status).toBe(200);
});

test('an outage lasts as long as it should, and a delay is felt', async () => {
  ct.control.fault({ status: 503, forMs: 10_000 });
  expect((await call('GET', '/payments')).status).toBe(503);
  expect((await call('GET', '/carts')).status).toBe(503);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_001 });
  expect((await call('GET', '/payments')).status).toBe(200);
  ct.control.fault({ path: '/payments', delayMs: 120 });
  const started = performance.now();
  expect((await call('GET', '/payments')).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(110);
});

test('the journal tells what was asked and answered', async () => {
  await create('journal');
  ct.control.fault({ drop: true });
  await expect(call('GET', '/carts?limit=1')).rejects.toThrow('fetch failed');
  expect(ct.control.requests()).toMatchObject([
    { method: 'POST', path: '/sandbox/payments', status: 201, body: { key: 'journal' } },
    { method: 'GET', path: '/sandbox/carts', query: 'limit=1', status: 'dropped' },
  ]);
  expect(ct.control.count({ method: 'post', path: /payments/ })).toBe(1);
});

test('another process does the same over HTTP, which leaves no trace in the journal', async () => {
  const control = async (method: string, path: string, body?: object) => {
    const init = { method, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(`${ct.url}/_control${path}`, init);
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  };
  const cart = await control('POST', '/carts', { currency: 'JPY', country: 'JP' });
  const session = await control('POST', '/sessions', {
    cartId: cart.body.id,
    metadata: { correlationId: 'x' },
  });
  expect(session).toMatchObject({ status: 201, body: { state: 'ACTIVE', metadata: { correlationId: 'x' } } });
  await control('POST', `/sessions/${String(session.body.id)}/expire`);
  expect((await control('GET', `/resources/session/${String(session.body.id)}`)).body.state).toBe('EXPIRED');
  expect((await control('POST', '/faults', { path: '/payments', status: 500 })).status).toBe(201);
  expect((await control('POST', '/faults', { pth: '/payments' })).status).toBe(400);
  expect((await create('over-http')).status).toBe(500);
  expect((await control('GET', '/requests?path=payments&status=500')).body.count).toBe(1);
  expect(ct.control.count({ path: '_control' })).toBe(0);
  const { accessToken } = (await control('POST', '/tokens', { scopes: ['view_payments'] })).body;
  const headers = { authorization: `Bearer ${String(accessToken)}` };
  expect((await fetch(`${ct.url}/sandbox/payments`, { headers })).status).toBe(200);
  expect((await control('POST', '/reset')).status).toBe(204);
  expect(ct.control.payments()).toEqual([]);
  expect((await ct.control.createCart()).totalPrice.centAmount).toBe(1780);
  expect((await control('GET', '/nowhere')).status).toBe(404);
});
