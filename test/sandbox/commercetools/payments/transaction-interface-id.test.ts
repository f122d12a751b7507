import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

const amount = { centAmount: 100, currencyCode: 'EUR' };

let ct: EmbeddedCommercetools;
let call: Call;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct, ['manage_payments']);
});
afterAll(() => ct.stop());

const transaction = (interfaceId?: string) => ({ type: 'Charge', amount, interfaceId });

const create = (...transactions: object[]): Promise<Reply> =>
  call('POST', '/payments', { amountPlanned: amount, transactions });

const update = ({ body }: Reply, ...actions: object[]): Promise<Reply> =>
  call('POST', `/payments/${body.id}`, { version: body.version, actions });

const transactionsOf = ({ body }: Reply) =>
  body.transactions as { readonly id: string; readonly interfaceId?: string }[];

const setInterfaceId = (payment: Reply, index: number, interfaceId?: string): Promise<Reply> =>
  update(payment, {
    action: 'setTransactionInterfaceId',
    transactionId: transactionsOf(payment)[index]?.id,
    interfaceId,
  });

const duplicate = (duplicateValue: string) => ({
  code: 'DuplicateField',
  message: `A duplicate value '"${duplicateValue}"' exists for field 'transactions.interfaceId'.`,
  field: 'transactions.interfaceId',
  duplicateValue,
});

test('it is unique across the transactions of the project, in drafts and in both actions', async () => {
  const taken = randomUUID();
  expect((await create(transaction(taken))).status).toBe(201);
  const drafted = await create(transaction(randomUUID()), transaction(taken));
  expect(drafted.status).toBe(400);
  expect(firstError(drafted)).toEqual(duplicate(taken));
  const payment = await create(transaction());
  const added = await update(payment, { action: 'addTransaction', transaction: transaction(taken) });
  expect(added.status).toBe(400);
  expect(firstError(added)).toEqual(duplicate(taken));
  expect(firstError(await setInterfaceId(payment, 0, taken))).toEqual(duplicate(taken));
  expect((await call('GET', `/payments/${payment.body.id}`)).body).toEqual(payment.body);
});

test('it is unique within one payment too', async () => {
  const [first, other] = [randomUUID(), randomUUID()];
  expect(firstError(await create(transaction(first), transaction(first)))).toEqual(duplicate(first));
  const payment = await create(transaction(first), transaction(other));
  expect(payment.status).toBe(201);
  const added = await update(payment, { action: 'addTransaction', transaction: transaction(other) });
  expect(firstError(added)).toEqual(duplicate(other));
  expect(firstError(await setInterfaceId(payment, 0, other))).toEqual(duplicate(other));
  expect((await setInterfaceId(payment, 0, first)).body).toEqual(payment.body);
});

test('absent or empty removes it, and frees it for another transaction', async () => {
  const value = randomUUID();
  const payment = await create(transaction(value), transaction(''), transaction(''));
  expect(transactionsOf(payment).map(({ interfaceId }) => interfaceId)).toEqual([
    value,
    undefined,
    undefined,
  ]);
  const emptied = await setInterfaceId(payment, 0, '');
  expect(transactionsOf(emptied)[0]).not.toHaveProperty('interfaceId');
  const moved = await setInterfaceId(emptied, 1, value);
  expect(transactionsOf(moved)[1]).toMatchObject({ interfaceId: value });
  const removed = await setInterfaceId(moved, 1);
  expect(transactionsOf(removed)[1]).not.toHaveProperty('interfaceId');
  await call('DELETE', `/payments/${payment.body.id}?version=${removed.body.version}`);
  expect((await create(transaction(value))).status).toBe(201);
});
