import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

let ct: EmbeddedCommercetools;
let call: Call;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct);
});
afterAll(() => ct.stop());

const field = (name: string, type = 'String') => ({
  name,
  label: { en: name },
  required: false,
  type: { name: type },
});

const create = (key: string, ...fieldDefinitions: object[]): Promise<Reply> =>
  call('POST', '/types', { key, name: { en: key }, resourceTypeIds: ['transaction'], fieldDefinitions });

const add = (type: Reply, ...definitions: object[]): Promise<Reply> =>
  call('POST', `/types/key=${String(type.body.key)}`, {
    version: type.body.version,
    actions: definitions.map((fieldDefinition) => ({ action: 'addFieldDefinition', fieldDefinition })),
  });

test('a type is created once, found by its key, and extended', async () => {
  const replies = await Promise.all([create('facts', field('facts')), create('facts', field('facts'))]);
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 400]);
  const refused = replies.find(({ status }) => status === 400);
  expect(refused && firstError(refused)).toMatchObject({ code: 'DuplicateField', field: 'key' });
  const type = await call('GET', '/types/key=facts');
  const extended = await add(type, field('reason'));
  expect(extended.body).toMatchObject({
    version: 2,
    fieldDefinitions: [{ name: 'facts' }, { name: 'reason' }],
  });
  expect((await add(type, field('late'))).status).toBe(409);
  expect(firstError(await add(extended, field('reason')))).toMatchObject({ code: 'DuplicateField' });
  const where = encodeURIComponent('key in ("facts", "none")');
  expect((await call('GET', `/types?where=${where}`)).body).toMatchObject({ total: 1 });
});

test('a type is written with the scope manage_types, and read with view_types', async () => {
  const draft = { key: 'scoped', name: { en: 'x' }, resourceTypeIds: ['transaction'] };
  for (const [scopes, read, write] of [
    [['manage_payments'], 403, 403],
    [['view_types'], 404, 403],
    [['manage_types'], 404, 201],
  ] as const) {
    const ask = caller(ct, [...scopes]);
    expect((await ask('GET', '/types/key=scoped')).status).toBe(read);
    expect((await ask('POST', '/types', draft)).status).toBe(write);
  }
});

test('fields of a type that does not exist are refused', async () => {
  const amount = { centAmount: 1, currencyCode: 'EUR' };
  const custom = { type: { typeId: 'type', key: 'absent' }, fields: {} };
  const reply = await call('POST', '/payments', {
    amountPlanned: amount,
    transactions: [{ type: 'Charge', amount, custom }],
  });
  expect([reply.status, firstError(reply)]).toMatchObject([
    400,
    { code: 'ReferencedResourceNotFound', typeId: 'type', key: 'absent' },
  ]);
});

test('a field name has one type among the types of a kind of resource', async () => {
  const first = await create('first', field('amount', 'Number'));
  const second = await create('second');
  expect((await add(second, field('amount', 'Number'))).status).toBe(200);
  expect(firstError(await create('third', field('amount')))).toMatchObject({ code: 'InvalidOperation' });
  expect((await call('DELETE', `/types/${first.body.id}?version=1`)).status).toBe(200);
});

test('keys and field names have the length and the characters that are documented', async () => {
  for (const key of ['a', 'a key', 'k'.repeat(257)])
    expect(firstError(await create(key))).toMatchObject({ code: 'InvalidField', field: 'key' });
  expect((await create('k'.repeat(256))).status).toBe(201);
  const type = await create('ab', field('ab'), field('A-_9'.repeat(9)));
  expect(type.status).toBe(201);
  for (const name of ['a', 'a name', 'n'.repeat(37), 'größe']) {
    const refusal = { code: 'InvalidField', field: 'name', invalidValue: name };
    expect(firstError(await create('names', field(name)))).toMatchObject(refusal);
    expect(firstError(await add(type, field(name)))).toMatchObject(refusal);
  }
});

test('a type in use stays', async () => {
  const type = await create('used', field('note'));
  const amount = { centAmount: 1, currencyCode: 'EUR' };
  const payment = await call('POST', '/payments', {
    amountPlanned: amount,
    transactions: [
      { type: 'Charge', amount, custom: { type: { typeId: 'type', key: 'used' }, fields: { note: 'x' } } },
    ],
  });
  const path = `/types/${type.body.id}?version=1`;
  expect(firstError(await call('DELETE', path))).toMatchObject({
    code: 'ReferenceExists',
    referencedBy: 'payment',
  });
  await call('DELETE', `/payments/${payment.body.id}?version=1`);
  expect((await call('DELETE', path)).status).toBe(200);
});
