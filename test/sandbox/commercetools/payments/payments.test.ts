import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

const EUR = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });

let ct: EmbeddedCommercetools;
let call: Call;
let customerId: string;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct, ['manage_payments', 'manage_types']);
  customerId = (await ct.control.createCustomer({ email: 'ada@example.com' })).id;
  await call('POST', '/types', {
    key: 'transaction-facts',
    name: { en: 'Facts' },
    resourceTypeIds: ['transaction'],
    fieldDefinitions: [
      {
        name: 'facts',
        label: { en: 'Facts' },
        required: false,
        type: { name: 'Set', elementType: { name: 'String' } },
      },
      { name: 'reason', label: { en: 'Reason' }, required: false, type: { name: 'String' } },
    ],
  });
  await call('POST', '/types', {
    key: 'card',
    name: { en: 'Card' },
    resourceTypeIds: ['payment-method-info'],
    fieldDefinitions: [
      { name: 'lastFour', label: { en: 'Digits' }, required: true, type: { name: 'String' } },
    ],
  });
  await call('POST', '/types', {
    key: 'interaction',
    name: { en: 'Interaction' },
    resourceTypeIds: ['payment-interface-interaction'],
    fieldDefinitions: [
      { name: 'createdAt', label: { en: 'At' }, required: true, type: { name: 'DateTime' } },
      { name: 'size', label: { en: 'Size' }, required: false, type: { name: 'Number' } },
    ],
  });
});
afterAll(() => ct.stop());

const create = (draft: object = {}): Promise<Reply> =>
  call('POST', '/payments', { amountPlanned: EUR(1000), ...draft });

const update = ({ body }: Reply, ...actions: object[]): Promise<Reply> =>
  call('POST', `/payments/${body.id}`, { version: body.version, actions });

const type = (key: string) => ({ typeId: 'type', key });

test('a draft keeps every field that commercetools keeps', async () => {
  const draft = {
    key: randomUUID(),
    customer: { typeId: 'customer', id: customerId },
    interfaceId: randomUUID(),
    paymentMethodInfo: {
      paymentInterface: 'checkout-adyen',
      method: 'scheme',
      interfaceAccount: 'Shop',
      name: { en: 'Card' },
      token: { value: 'T1' },
      custom: { type: type('card'), fields: { lastFour: '1111' } },
    },
    paymentStatus: { interfaceCode: 'Authorised' },
    checkoutTransactionItemId: 'item-1',
    transactions: [
      {
        type: 'Authorization',
        amount: EUR(1000),
        state: 'Pending',
        interactionId: 'A',
        interfaceId: 'B',
        timestamp: '2026-01-02T03:04:05.000Z',
        custom: { type: type('transaction-facts'), fields: { facts: ['answered', 'answered'] } },
      },
    ],
    interfaceInteractions: [{ type: type('interaction'), fields: { createdAt: '2026-01-02T03:04:05.000Z' } }],
  };
  const { status, body } = await create(draft);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    version: 1,
    key: draft.key,
    customer: draft.customer,
    interfaceId: draft.interfaceId,
    amountPlanned: { type: 'centPrecision', centAmount: 1000, currencyCode: 'EUR', fractionDigits: 2 },
    paymentMethodInfo: { ...draft.paymentMethodInfo, custom: { fields: { lastFour: '1111' } } },
    paymentStatus: draft.paymentStatus,
    checkoutTransactionItemId: 'item-1',
    transactions: [
      {
        state: 'Pending',
        interactionId: 'A',
        interfaceId: 'B',
        timestamp: '2026-01-02T03:04:05.000Z',
        custom: { type: { typeId: 'type' }, fields: { facts: ['answered'] } },
      },
    ],
    interfaceInteractions: [{ fields: { createdAt: '2026-01-02T03:04:05.000Z' } }],
    createdBy: { clientId: 'sandbox' },
  });
  expect((await call('GET', `/payments/key=${draft.key}`)).body).toEqual(body);
  expect((await call('GET', `/payments/${body.id}`)).body).toEqual(body);
});

test.each([
  ['no amount', { amountPlanned: undefined }, 'InvalidJsonInput'],
  ['a fraction of a cent', { amountPlanned: EUR(10.5) }, 'InvalidJsonInput'],
  [
    'an unheard-of transaction type',
    { transactions: [{ type: 'Capture', amount: EUR(1) }] },
    'InvalidJsonInput',
  ],
  ['a key with a space', { key: 'a b' }, 'InvalidField'],
  [
    'an unknown customer',
    { customer: { typeId: 'customer', id: randomUUID() } },
    'ReferencedResourceNotFound',
  ],
  [
    'an unknown type',
    { transactions: [{ type: 'Charge', amount: EUR(1), custom: { type: type('none') } }] },
    'ReferencedResourceNotFound',
  ],
  [
    'an unknown field',
    {
      transactions: [
        { type: 'Charge', amount: EUR(1), custom: { type: type('transaction-facts'), fields: { x: 1 } } },
      ],
    },
    'InvalidField',
  ],
  ['a required field left out', { paymentMethodInfo: { custom: { type: type('card') } } }, 'RequiredField'],
  [
    'a value of another type',
    { interfaceInteractions: [{ type: type('interaction'), fields: { createdAt: 'yesterday' } }] },
    'InvalidField',
  ],
  [
    'a type for something else',
    { custom: { type: type('card'), fields: { lastFour: '1' } } },
    'InvalidOperation',
  ],
])('a draft with %s is refused', async (_what, draft, code) => {
  const reply = await create(draft);
  expect(reply.status).toBe(400);
  expect(firstError(reply)).toMatchObject({ code });
});

test('customer and anonymousId together are refused', async () => {
  const reply = await create({ customer: { typeId: 'customer', id: customerId }, anonymousId: 'a' });
  expect(firstError(reply)).toMatchObject({ code: 'InvalidOperation' });
});

test('keys and interface ids are unique, the latter per payment interface', async () => {
  const [key, interfaceId] = [randomUUID(), randomUUID()];
  const first = await create({ key, interfaceId, paymentMethodInfo: { paymentInterface: 'adyen' } });
  expect(first.status).toBe(201);
  expect(firstError(await create({ key }))).toEqual({
    code: 'DuplicateField',
    message: expect.any(String) as string,
    field: 'key',
    duplicateValue: key,
  });
  const same = await create({ interfaceId, paymentMethodInfo: { paymentInterface: 'adyen' } });
  expect(firstError(same)).toMatchObject({
    code: 'DuplicateField',
    field: 'interfaceId',
    duplicateValue: interfaceId,
  });
  const other = await create({ interfaceId, paymentMethodInfo: { paymentInterface: 'other' } });
  expect(other.status).toBe(201);
  const late = await create({ paymentMethodInfo: { paymentInterface: 'adyen' } });
  expect((await update(late, { action: 'setInterfaceId', interfaceId })).status).toBe(400);
  expect((await call('GET', `/payments/${late.body.id}`)).body.version).toBe(1);
});

test('of many drafts with one key at once, one becomes a payment', async () => {
  const key = randomUUID();
  const replies = await Promise.all(Array.from({ length: 20 }, () => create({ key })));
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(replies.filter(({ status }) => status === 400)).toHaveLength(19);
});

test('of many updates of one version at once, one is done', async () => {
  const payment = await create();
  const replies = await Promise.all(
    Array.from({ length: 20 }, () =>
      update(payment, { action: 'addTransaction', transaction: { type: 'Charge', amount: EUR(1) } }),
    ),
  );
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  const conflicts = replies.filter(({ status }) => status === 409);
  expect(conflicts).toHaveLength(19);
  expect(conflicts.map(firstError)).toContainEqual(
    expect.objectContaining({ code: 'ConcurrentModification', currentVersion: 2 }),
  );
  expect((await call('GET', `/payments/${payment.body.id}`)).body.transactions).toHaveLength(1);
});

test('update actions change what they name, all of them or none', async () => {
  const payment = await create({ transactions: [{ type: 'Authorization', amount: EUR(1000) }] });
  const [{ id: transactionId }] = payment.body.transactions as [{ id: string }];
  const changed = await update(
    payment,
    { action: 'changeTransactionState', transactionId, state: 'Success' },
    { action: 'changeTransactionInteractionId', transactionId, interactionId: 'PSP1' },
    { action: 'setTransactionInterfaceId', transactionId, interfaceId: 'PSP1' },
    { action: 'changeTransactionTimestamp', transactionId, timestamp: '2026-01-02T03:04:05Z' },
    {
      action: 'setTransactionCustomType',
      transactionId,
      type: type('transaction-facts'),
      fields: { facts: ['a'] },
    },
    { action: 'setTransactionCustomField', transactionId, name: 'reason', value: 'because' },
    { action: 'changeAmountPlanned', amount: EUR(900) },
    { action: 'setInterfaceId', interfaceId: 'PSP1' },
    { action: 'setKey', key: 'by-hand' },
    { action: 'setMethodInfoInterface', interface: 'checkout-adyen' },
    { action: 'setMethodInfoMethod', method: 'scheme' },
    { action: 'setMethodInfoName', name: { en: 'Card' } },
    { action: 'setMethodInfoInterfaceAccount', interfaceAccount: 'Shop' },
    { action: 'setMethodInfoToken', token: { value: 'T' } },
    { action: 'setMethodInfoCustomType', type: type('card'), fields: { lastFour: '1111' } },
    { action: 'setMethodInfoCustomField', name: 'lastFour', value: '2222' },
    { action: 'setStatusInterfaceCode', interfaceCode: 'Authorised' },
    { action: 'setStatusInterfaceText', interfaceText: 'Fine' },
    { action: 'setCustomer', customer: { typeId: 'customer', id: customerId } },
    {
      action: 'addInterfaceInteraction',
      type: type('interaction'),
      fields: { createdAt: '2026-01-02T03:04:05Z' },
    },
    { action: 'addTransaction', transaction: { type: 'Charge', amount: EUR(900), state: 'Pending' } },
  );
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({
    version: 22,
    key: 'by-hand',
    interfaceId: 'PSP1',
    amountPlanned: EUR(900),
    customer: { id: customerId },
    paymentStatus: { interfaceCode: 'Authorised', interfaceText: 'Fine' },
    paymentMethodInfo: {
      paymentInterface: 'checkout-adyen',
      method: 'scheme',
      name: { en: 'Card' },
      interfaceAccount: 'Shop',
      token: { value: 'T' },
      custom: { fields: { lastFour: '2222' } },
    },
    transactions: [
      {
        id: transactionId,
        state: 'Success',
        interactionId: 'PSP1',
        interfaceId: 'PSP1',
        timestamp: '2026-01-02T03:04:05Z',
        custom: { fields: { facts: ['a'], reason: 'because' } },
      },
      { type: 'Charge', state: 'Pending', amount: EUR(900) },
    ],
    interfaceInteractions: [{}],
  });
  const half = await update(
    changed,
    { action: 'setKey', key: 'lost' },
    { action: 'changeTransactionState', transactionId: randomUUID(), state: 'Failure' },
  );
  expect(half.status).toBe(400);
  expect((await call('GET', `/payments/${payment.body.id}`)).body).toMatchObject({
    key: 'by-hand',
    version: 22,
  });
});

test.each([
  ['an interface id that is set', { action: 'setInterfaceId', interfaceId: 'OTHER' }],
  ['a payment interface that is set', { action: 'setMethodInfoInterface', interface: 'other' }],
  [
    'a transaction that is not there',
    { action: 'changeTransactionState', transactionId: 'x', state: 'Success' },
  ],
  ['an action that is not there', { action: 'setInterfaceID', interfaceId: 'x' }],
  ['a custom field without a type', { action: 'setCustomField', name: 'x', value: 'y' }],
])('an update of %s is refused', async (_what, action) => {
  const payment = await create({
    interfaceId: randomUUID(),
    paymentMethodInfo: { paymentInterface: 'adyen' },
  });
  expect((await update(payment, action)).status).toBe(400);
});

test('what changes nothing keeps the version', async () => {
  const payment = await create({ interfaceId: randomUUID() });
  const again = await update(payment, { action: 'setInterfaceId', interfaceId: payment.body.interfaceId });
  expect(again.body).toEqual(payment.body);
});

test('a payment is deleted by its version', async () => {
  const { body } = await create({ key: randomUUID() });
  expect((await call('DELETE', `/payments/${body.id}`)).status).toBe(400);
  expect((await call('DELETE', `/payments/${body.id}?version=7`)).status).toBe(409);
  expect((await call('DELETE', `/payments/${body.id}?version=1`)).status).toBe(200);
  expect((await call('GET', `/payments/${body.id}`)).status).toBe(404);
  expect((await create({ key: body.key })).status).toBe(201);
});

test('payments are found by what identifies them, without reading all of them', async () => {
  const marks = Array.from({ length: 5 }, () => randomUUID());
  for (const mark of marks)
    await create({
      interfaceId: mark,
      transactions: [{ type: 'Charge', amount: EUR(1), interactionId: `i-${mark}` }],
    });
  const found = async (where: string) => {
    const { body } = await call('GET', `/payments?where=${encodeURIComponent(where)}`);
    return (body.results as { interfaceId: string }[]).map(({ interfaceId }) => interfaceId);
  };
  const [first = '', second = ''] = marks;
  expect(await found(`interfaceId="${first}"`)).toEqual([first]);
  expect(await found(`transactions(interactionId="i-${second}")`)).toEqual([second]);
  expect(await found(`interfaceId="${first}" or transactions(interactionId="i-${second}")`)).toEqual([
    first,
    second,
  ]);
  expect(await found(`interfaceId in ("${first}", "${second}") and not(interfaceId="${second}")`)).toEqual([
    first,
  ]);
});
