import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

let ct: EmbeddedCommercetools;
let call: Call;
let now: number;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct);
});
afterAll(() => ct.stop());
beforeEach(() => {
  now = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now });
});
afterEach(() => {
  vi.useRealTimers();
  ct.control.lagQueries(0);
});

const pass = (milliseconds: number) => {
  now += milliseconds;
  vi.setSystemTime(now);
};

const create = (key: string): Promise<Reply> =>
  call('POST', '/payments', { key, amountPlanned: { centAmount: 1, currencyCode: 'EUR' } });

const setCode = ({ body }: Reply, interfaceCode: string): Promise<Reply> =>
  call('POST', `/payments/${body.id}`, {
    version: body.version,
    actions: [{ action: 'setStatusInterfaceCode', interfaceCode }],
  });

const found = async (where: string, path = '/payments'): Promise<unknown[]> =>
  (await call('GET', `${path}?where=${encodeURIComponent(where)}`)).body.results as unknown[];

test('queries see a write when it is old enough; reads by id and by key see it at once', async () => {
  ct.control.lagQueries(1000);
  const key = randomUUID();
  const payment = await create(key);
  expect(await found(`key="${key}"`)).toEqual([]);
  expect((await call('GET', `/payments/key=${key}`)).body).toEqual(payment.body);
  expect((await call('GET', `/payments/${payment.body.id}`)).body).toEqual(payment.body);
  expect(firstError(await create(key))).toMatchObject({ code: 'DuplicateField' });
  pass(600);
  expect((await call('GET', '/payments?limit=1')).body.total).toBe(0);
  await setCode(payment, 'late');
  pass(600);
  expect(await found(`key="${key}"`)).toEqual([payment.body]);
  expect(await found('paymentStatus(interfaceCode="late")')).toEqual([]);
  pass(600);
  expect(await found('paymentStatus(interfaceCode="late")')).toMatchObject([{ id: payment.body.id }]);
  await call('DELETE', `/payments/${payment.body.id}?version=2`);
  expect(await found(`key="${key}"`)).toHaveLength(1);
  pass(1001);
  expect(await found(`key="${key}"`)).toEqual([]);
});

test('carts and custom objects lag too, and nothing does once it is ended', async () => {
  ct.control.lagQueries(1000);
  const cart = await ct.control.createCart();
  const draft = { container: 'box', key: 'lagging', value: 1 };
  await call('POST', '/custom-objects', draft);
  expect(await found(`id="${cart.id}"`, '/carts')).toEqual([]);
  expect((await call('GET', `/carts/${cart.id}`)).status).toBe(200);
  expect(await found('key="lagging"', '/custom-objects/box')).toEqual([]);
  expect((await call('GET', '/custom-objects/box/lagging')).body.value).toBe(1);
  const init = { method: 'PUT', body: JSON.stringify({ milliseconds: 0 }) };
  expect((await fetch(`${ct.url}/_control/query-lag`, init)).status).toBe(204);
  expect(await found(`id="${cart.id}"`, '/carts')).toHaveLength(1);
  expect(await found('key="lagging"', '/custom-objects/box')).toHaveLength(1);
});

test('what the API itself checks does not lag: a payment belongs to one active cart', async () => {
  ct.control.lagQueries(1000);
  const payment = (await create(randomUUID())).body.id;
  const add = async () => {
    const { id, version } = await ct.control.createCart();
    const actions = [{ action: 'addPayment', payment: { typeId: 'payment', id: payment } }];
    return call('POST', `/carts/${id}`, { version, actions });
  };
  expect((await add()).status).toBe(200);
  expect(firstError(await add())).toMatchObject({ code: 'InvalidOperation' });
});
