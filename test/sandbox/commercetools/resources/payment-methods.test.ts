import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

let ct: EmbeddedCommercetools;
let call: Call;
let customerId: string;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct, ['manage_payment_methods']);
  customerId = (await ct.control.createCustomer({ email: 'ada@example.com' })).id;
});
afterAll(() => ct.stop());

const create = (draft: object = {}): Promise<Reply> =>
  call('POST', '/payment-methods', {
    customer: { typeId: 'customer', id: customerId },
    paymentInterface: 'adyen',
    interfaceAccount: 'Shop',
    method: 'scheme',
    token: { value: randomUUID() },
    ...draft,
  });

const query = (where: string, rest = '') =>
  call('GET', `/payment-methods?where=${encodeURIComponent(where)}${rest}`);

const update = ({ body }: Reply, ...actions: object[]): Promise<Reply> =>
  call('POST', `/payment-methods/${body.id}`, { version: body.version, actions });

test('a stored method is found by its customer, its interface and its token', async () => {
  const made = await create({ token: { value: 'T-1' } });
  expect(made).toMatchObject({ status: 201, body: { paymentMethodStatus: 'Active', default: false } });
  const of = `customer(id="${customerId}") and paymentInterface="adyen" and interfaceAccount="Shop"`;
  expect((await query(`${of} and token(value="T-1")`)).body).toMatchObject({
    total: 1,
    results: [{ id: made.body.id }],
  });
  expect((await query(`${of} and token(value="T-2")`)).body.total).toBe(0);
  expect((await query(`customer(id="${randomUUID()}")`)).body.total).toBe(0);
});

test('a customer with 60 of them is read by pages', async () => {
  const { id } = await ct.control.createCustomer({ email: 'grace@example.com' });
  for (let index = 0; index < 60; index += 1) await create({ customer: { typeId: 'customer', id } });
  const of = `customer(id="${id}")`;
  expect((await query(of)).body).toMatchObject({ count: 20, total: 60, limit: 20 });
  expect((await query(of, '&limit=500')).body.count).toBe(60);
  expect((await query(of, '&limit=50&offset=50&withTotal=false')).body).toMatchObject({
    count: 10,
    offset: 50,
  });
});

test('is changed, is the default alone, and goes', async () => {
  const [first, second] = [await create({ default: true }), await create()];
  const changed = await update(
    second,
    { action: 'setKey', key: 'second' },
    { action: 'setMethod', method: 'sepadirectdebit' },
    { action: 'setName', name: { en: 'Account' } },
    { action: 'setInterfaceAccount' },
    { action: 'setDefault', default: true },
  );
  expect(changed.body).toMatchObject({ version: 6, key: 'second', method: 'sepadirectdebit', default: true });
  expect(changed.body).not.toHaveProperty('interfaceAccount');
  expect((await call('GET', `/payment-methods/${first.body.id}`)).body).toMatchObject({
    default: false,
    version: 2,
  });
  const inactive = await update(changed, {
    action: 'setPaymentMethodStatus',
    paymentMethodStatus: 'Inactive',
  });
  expect(firstError(inactive)).toMatchObject({ code: 'InvalidOperation' });
  expect(firstError(await create({ key: 'second' }))).toMatchObject({ code: 'DuplicateField', field: 'key' });
  expect((await call('DELETE', `/payment-methods/${second.body.id}?version=6`)).status).toBe(200);
  expect((await call('GET', `/payment-methods/${second.body.id}`)).status).toBe(404);
});

test('belongs to a customer that exists', async () => {
  const reply = await create({ customer: { typeId: 'customer', id: randomUUID() } });
  expect(firstError(reply)).toMatchObject({ code: 'ReferencedResourceNotFound', typeId: 'customer' });
});

test('recurring payment jobs name a payment and a stored method', async () => {
  const checkout = caller(ct, ['manage_recurring_payment_jobs']);
  const payment = await ct.control.request<{ id: string }>('POST', '/payments', {
    amountPlanned: { centAmount: 1, currencyCode: 'EUR' },
  });
  const method = await create();
  const draft = {
    originPayment: { typeId: 'payment', id: payment.id },
    paymentMethod: { typeId: 'payment-method', id: method.body.id },
  };
  expect(await checkout('POST', '/recurring-payment-jobs', draft)).toMatchObject({
    status: 201,
    body: { ...draft, status: { state: 'Initial' } },
  });
  const unknown = { ...draft, paymentMethod: { typeId: 'payment-method', id: randomUUID() } };
  expect((await checkout('POST', '/recurring-payment-jobs', unknown)).status).toBe(400);
  expect(ct.control.all('recurring-payment-job')).toHaveLength(1);
});
