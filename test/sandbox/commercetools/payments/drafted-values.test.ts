import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

const EUR = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });

let ct: EmbeddedCommercetools;
let call: Call;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct, ['manage_payments']);
});
afterAll(() => ct.stop());

const create = (draft: object = {}): Promise<Reply> =>
  call('POST', '/payments', { amountPlanned: EUR(1000), ...draft });

const update = ({ body }: Reply, ...actions: object[]): Promise<Reply> =>
  call('POST', `/payments/${body.id}`, { version: body.version, actions });

describe('an amount', () => {
  test.each([
    ['of high precision', { type: 'highPrecision', ...EUR(102), preciseAmount: 10_150, fractionDigits: 4 }],
    ['with a precise amount', { ...EUR(102), preciseAmount: 10_150 }],
    ['with a fraction of a cent', EUR(10.5)],
    ['without a currency', { centAmount: 1 }],
    ['with digits that are not the currency’s', { ...EUR(1), fractionDigits: 3 }],
  ])('%s is refused everywhere', async (_what, amount) => {
    const payment = await create();
    for (const reply of [
      await create({ amountPlanned: amount }),
      await create({ transactions: [{ type: 'Charge', amount }] }),
      await update(payment, { action: 'changeAmountPlanned', amount }),
      await update(payment, { action: 'addTransaction', transaction: { type: 'Charge', amount } }),
    ])
      expect(reply.status).toBe(400);
    expect((await call('GET', `/payments/${payment.body.id}`)).body).toEqual(payment.body);
  });

  test('may say its type and the currency’s digits, as the API answers it', async () => {
    const amountPlanned = { type: 'centPrecision', ...EUR(5), fractionDigits: 2 };
    expect(await create({ amountPlanned })).toMatchObject({ status: 201, body: { amountPlanned } });
  });
});

test('customer and anonymousId exclude each other in actions too', async () => {
  const { id } = await ct.control.createCustomer({ email: 'ada@example.com' });
  const setCustomer = { action: 'setCustomer', customer: { typeId: 'customer', id } };
  const setAnonymousId = { action: 'setAnonymousId', anonymousId: 'guest' };
  const guest = await create({ anonymousId: 'guest' });
  expect(firstError(await update(guest, setCustomer))).toMatchObject({ code: 'InvalidOperation' });
  const known = await create({ customer: { typeId: 'customer', id } });
  expect(firstError(await update(known, setAnonymousId))).toMatchObject({ code: 'InvalidOperation' });
  const changed = await update(guest, { action: 'setAnonymousId' }, setCustomer);
  expect(changed.body).toMatchObject({ customer: { id } });
  expect(changed.body).not.toHaveProperty('anonymousId');
  const back = await update(changed, { action: 'setCustomer' }, setAnonymousId);
  expect(back.body).toMatchObject({ anonymousId: 'guest' });
  expect(back.body).not.toHaveProperty('customer');
});
