import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  deliver,
  listStored,
  newCustomer,
  newCustomersCart,
  sentFor,
  storeCard,
  storedCard,
  storing,
  tokenEvent,
} from './stored-support.ts';
import { card, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack({ environment: storing });

const storedIn = (customerId: string) => stack().commercetools.control.paymentMethods(customerId);

const newUnit = async (...associates: string[]): Promise<string> => {
  const key = `unit-${randomUUID().slice(0, 8)}`;
  await stack().commercetools.control.request('POST', '/business-units', {
    key,
    unitType: 'Company',
    name: 'Analytical Engines',
    status: 'Active',
    associates: associates.map((id) => ({
      customer: { typeId: 'customer', id },
      associateRoleAssignments: [{ associateRole: { typeId: 'associate-role', key: 'buyer' } }],
    })),
  });
  return key;
};

/** A cart of the customer's for the business unit. */
const newUnitCart = async (customerId: string, key: string) => {
  const shopper = await newCustomersCart(stack(), customerId);
  const { control } = stack().commercetools;
  const cart = control.get('cart', shopper.cartId);
  control.put('cart', { ...cart, businessUnit: { typeId: 'business-unit', key } } as never);
  return shopper;
};

const storeForUnit = async (customerId: string, key: string) => {
  const { pay } = await newUnitCart(customerId, key);
  const { body } = await pay({ ...card(), storePaymentMethod: true });
  expect(body.resultCode).toBe('Authorised');
  await stack().adyen.control.whenIdle();
  return { reference: body.paymentReference, stored: storedIn(customerId) };
};

describe('a method that is stored with a business unit’s cart', () => {
  it('belongs to the unit and the customer, under a reference of its own at Adyen', async () => {
    const customerId = await newCustomer(stack());
    const key = await newUnit(customerId);
    const { reference, stored } = await storeForUnit(customerId, key);
    expect(stored).toMatchObject([
      { customer: { id: customerId }, businessUnit: { typeId: 'business-unit', key }, method: 'card' },
    ]);
    expect(sentFor(stack(), reference)).toMatchObject({ shopperReference: `${customerId}.${key}` });
  });

  it('is listed, paid with and removed with carts of the unit only', async () => {
    const customerId = await newCustomer(stack());
    const key = await newUnit(customerId);
    const own = await storeCard(stack(), customerId);
    const { stored } = await storeForUnit(customerId, key);
    const units = stored.find(({ businessUnit }) => businessUnit !== undefined);
    const [id, ownId] = [units?.id ?? '', own.id];
    const [atUnit, privately, atOther] = [
      await newUnitCart(customerId, key),
      await newCustomersCart(stack(), customerId),
      await newUnitCart(customerId, await newUnit(customerId)),
    ];
    const idsFor = async (shopper: typeof atUnit) =>
      (await listStored(stack(), shopper)).map((method) => method.id);
    expect([await idsFor(atUnit), await idsFor(privately), await idsFor(atOther)]).toEqual([
      [id],
      [ownId],
      [],
    ]);

    for (const [shopper, other] of [
      [atUnit, ownId],
      [privately, id],
      [atOther, id],
    ] as const) {
      expect((await shopper.pay<ErrorAnswer>(storedCard(other))).status).toBe(404);
      const { sessionId } = shopper;
      const path = `/stored-payment-methods/${other}`;
      expect((await stack().call(path, { method: 'DELETE', sessionId })).status).toBe(404);
    }
    expect((await atUnit.pay(storedCard(id))).body.resultCode).toBe('Authorised');
    const { sessionId } = await newUnitCart(customerId, key);
    const path = `/stored-payment-methods/${id}`;
    expect((await stack().call(path, { method: 'DELETE', sessionId })).status).toBe(200);
    expect(storedIn(customerId).map((method) => method.id)).toEqual([ownId]);
  });

  it('is not stored for a customer who is no associate of it, and Adyen is answered', async () => {
    const customerId = await newCustomer(stack());
    const key = await newUnit();
    const event = tokenEvent(stack(), {
      type: 'created',
      customerId: `${customerId}.${key}`,
      token: randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase(),
    });
    expect((await deliver(stack(), event)).status).toBe(200);
    expect(storedIn(customerId)).toEqual([]);
    expect(stack().logs()).toContain('BusinessUnitRefused');
  });

  it('is tried once a day by the lists of such a customer, not by each', async () => {
    const customerId = await newCustomer(stack());
    const key = await newUnit();
    const id = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
    stack().adyen.control.putToken({ id, shopperReference: `${customerId}.${key}` });
    const shopper = await newUnitCart(customerId, key);
    const { control } = stack().commercetools;
    const tries = () => control.requests({ method: 'POST', path: '/payment-methods$' }).length;
    const alerts = () => stack().logs().split('BusinessUnitRefused').length;
    const before = [tries(), alerts()];
    for (let list = 0; list < 3; list += 1) expect(await listStored(stack(), shopper)).toEqual([]);
    expect([tries(), alerts()]).toEqual(before.map((count) => count + 1));
  });
});
