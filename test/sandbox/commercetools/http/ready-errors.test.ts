import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readyErrorCodes, startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

let ct: EmbeddedCommercetools;
let call: Call;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct);
});
afterAll(() => ct.stop());
beforeEach(() => {
  ct.control.clearFaults();
});

const create = (key: string): Promise<Reply> =>
  call('POST', '/payments', { key, amountPlanned: { centAmount: 1, currencyCode: 'EUR' } });

const save = (key: string, value: unknown, version?: number): Promise<Reply> =>
  call('POST', '/custom-objects', { container: 'box', key, value, version });

test.each([
  ['PendingOperation', 409],
  ['OverCapacity', 503],
  ['BadGateway', 502],
  ['General', 500],
  ['QueryTimedOut', 400],
  ['QueryComplexityLimitExceeded', 400],
  ['ContentTooLarge', 413],
  ['ExtensionNoResponse', 504],
  ['ExtensionBadResponse', 502],
  ['ExtensionUpdateActionsFailed', 400],
] as const)('%s is answered with %s on demand, before or after the write', async (error, status) => {
  const [before, after] = [randomUUID(), randomUUID()];
  ct.control.fault({ method: 'POST', path: '/payments$', error });
  const refused = await create(before);
  expect(refused).toMatchObject({ status, body: { statusCode: status, errors: [{ code: error }] } });
  expect(refused.body.message).toBe((firstError(refused) as { message: string }).message);
  expect((await call('GET', `/payments/key=${before}`)).status).toBe(404);
  ct.control.fault({ method: 'POST', path: '/payments$', error, when: 'after' });
  expect((await create(after)).status).toBe(status);
  expect((await call('GET', `/payments/key=${after}`)).status).toBe(200);
});

test('another process asks for them by their code', async () => {
  const ask = (rule: object) =>
    fetch(`${ct.url}/_control/faults`, { method: 'POST', body: JSON.stringify(rule) });
  for (const error of readyErrorCodes) expect((await ask({ error, path: 'nowhere' })).status).toBe(201);
  expect((await ask({ error: 'Unheard' })).status).toBe(400);
});

test('a custom object that another client writes at the same time is a conflict, also without a version', async () => {
  const key = randomUUID();
  ct.control.fault({ path: '/custom-objects$', conflict: true });
  expect((await save(key, 'first')).status).toBe(201);
  ct.control.fault({ path: '/custom-objects$', conflict: true });
  const refused = await save(key, 'second');
  expect(refused.status).toBe(409);
  expect(firstError(refused)).toMatchObject({ code: 'ConcurrentModification', currentVersion: 2 });
  expect((await save(key, 'second')).body).toMatchObject({ version: 3, value: 'second' });
  ct.control.fault({ path: '/custom-objects$', conflict: true });
  expect((await save(key, 'third', 3)).status).toBe(409);
  expect((await save(key, 'third', 4)).status).toBe(200);
});
