import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

let ct: EmbeddedCommercetools;
let call: Call;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct, ['manage_key_value_documents']);
});
afterAll(() => ct.stop());

const save = (key: string, value: unknown, version?: number, container = 'locks'): Promise<Reply> =>
  call('POST', '/custom-objects', { container, key, value, version });

test('version 0 creates once, also among many at once', async () => {
  const key = randomUUID();
  const replies = await Promise.all(Array.from({ length: 10 }, (_, owner) => save(key, { owner }, 0)));
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(9).fill(409)]);
  const winner = replies.find(({ status }) => status === 201);
  expect((await call('GET', `/custom-objects/locks/${key}`)).body).toEqual(winner?.body);
});

test('a version is asked for where it is given', async () => {
  const key = randomUUID();
  expect((await save(key, 1)).body).toMatchObject({ version: 1, value: 1 });
  expect((await save(key, 2)).body).toMatchObject({ version: 2, value: 2 });
  expect(firstError(await save(key, 3, 1))).toMatchObject({
    code: 'ConcurrentModification',
    currentVersion: 2,
  });
  expect(await save(key, { kept: 3, dropped: null }, 2)).toMatchObject({
    status: 200,
    body: { version: 3, value: { kept: 3 } },
  });
  expect((await call('DELETE', `/custom-objects/locks/${key}?version=1`)).status).toBe(409);
  expect((await call('DELETE', `/custom-objects/locks/${key}?version=3`)).status).toBe(200);
  expect((await call('GET', `/custom-objects/locks/${key}`)).status).toBe(404);
});

test('containers keep keys apart', async () => {
  const key = randomUUID();
  await save(key, 'a', 0, 'first');
  expect((await save(key, 'b', 0, 'second')).status).toBe(201);
  const { body } = await call('GET', `/custom-objects/second?where=${encodeURIComponent(`key="${key}"`)}`);
  expect(body).toMatchObject({ total: 1, results: [{ value: 'b' }] });
  expect((await call('GET', `/custom-objects?where=${encodeURIComponent(`key="${key}"`)}`)).body.total).toBe(
    2,
  );
  expect(firstError(await save('a key', 1))).toMatchObject({ code: 'InvalidField', field: 'key' });
});

test('a document has at most 16 MB', async () => {
  const key = randomUUID();
  const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024);
  const large = await save(key, megabytes(16));
  expect(large.status).toBe(400);
  expect(firstError(large)).toEqual({
    code: 'ResourceSizeLimitExceeded',
    message: 'The resource size exceeds the maximal allowed size of 16 MB.',
  });
  expect((await call('GET', `/custom-objects/locks/${key}`)).status).toBe(404);
  expect((await save(key, megabytes(15))).status).toBe(201);
});
