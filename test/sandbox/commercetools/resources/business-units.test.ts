import type { BusinessUnit } from '@commercetools/platform-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

let ct: EmbeddedCommercetools;
let call: Call;
let buyer: object;
let stranger: object;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct, ['manage_payment_methods']);
  const customer = async (email: string) => ({
    typeId: 'customer',
    id: (await ct.control.createCustomer({ email })).id,
  });
  [buyer, stranger] = [await customer('buyer@example.com'), await customer('stranger@example.com')];
  await ct.control.request<BusinessUnit>('POST', '/business-units', {
    key: 'engines',
    unitType: 'Company',
    name: 'Analytical Engines',
    status: 'Active',
    associates: [
      {
        customer: buyer,
        associateRoleAssignments: [{ associateRole: { typeId: 'associate-role', key: 'buyer' } }],
      },
    ],
  });
});
afterAll(() => ct.stop());

const create = (key: string, draft: object): Promise<Reply> =>
  call('POST', '/payment-methods', {
    businessUnit: { typeId: 'business-unit', key },
    token: { value: 'T' },
    ...draft,
  });

test('a stored method belongs to a business unit that exists, and to an associate of it', async () => {
  const stored = await create('engines', { customer: buyer });
  const businessUnit = { typeId: 'business-unit', key: 'engines' };
  expect(stored).toMatchObject({ status: 201, body: { customer: buyer, businessUnit } });
  expect(await create('engines', {})).toMatchObject({ status: 201, body: { businessUnit } });
  expect(firstError(await create('engines', { customer: stranger }))).toMatchObject({
    code: 'InvalidOperation',
  });
  expect(firstError(await create('none', { customer: buyer }))).toMatchObject({
    code: 'ReferencedResourceNotFound',
    typeId: 'business-unit',
  });
  const where = encodeURIComponent('businessUnit(key="engines")');
  expect((await call('GET', `/payment-methods?where=${where}`)).body.total).toBe(2);
});

test('the default is one per customer, business unit, or both', async () => {
  const isDefault = async ({ body }: Reply) =>
    (await call('GET', `/payment-methods/${body.id}`)).body.default;
  const own = await create('engines', { businessUnit: undefined, customer: buyer, default: true });
  const both = await create('engines', { customer: buyer, default: true });
  const unit = await create('engines', { default: true });
  expect(await Promise.all([own, both, unit].map(isDefault))).toEqual([true, true, true]);
  await create('engines', { customer: buyer, default: true });
  expect(await Promise.all([own, both, unit].map(isDefault))).toEqual([true, false, true]);
});
