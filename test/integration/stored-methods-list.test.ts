import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  listStored,
  newCustomer,
  newCustomersCart,
  storeCard,
  storedCard,
  storing,
  tokenEvent,
  deliver,
} from './stored-support.ts';
import { newShopper, useStack, type Shopper } from './support.ts';

const stack = useStack({ environment: storing });

const storedIn = (customerId: string) => stack().commercetools.control.paymentMethods(customerId);

interface Methods {
  storedPaymentMethods: { id: string; type: string; lastFour?: string }[];
  storePaymentDetails?: boolean;
}

describe('the list of stored methods', () => {
  it('shows what a shopper recognises, and never the token', async () => {
    const customerId = await newCustomer(stack());
    const stored = await storeCard(stack(), customerId, '5555444433331111');
    const shopper = await newCustomersCart(stack(), customerId);
    const list = await listStored(stack(), shopper);
    expect(list).toEqual([
      {
        id: stored.id,
        type: 'card',
        isDefault: false,
        createdAt: stored.createdAt,
        displayOptions: {
          endDigits: '1111',
          brand: { key: 'Mastercard' },
          expiryMonth: 3,
          expiryYear: 2030,
          logoUrl: `${stack().adyen.webUrl}checkoutshopper/images/logos/mc.svg`,
        },
      },
    ]);
    const methods = await stack().call<Methods>('/payment-methods', {
      sessionId: shopper.sessionId,
      body: {},
    });
    expect(methods.body.storedPaymentMethods).toMatchObject([
      { id: stored.id, type: 'scheme', lastFour: '1111' },
    ]);
    const token = stored.token?.value ?? 'missing';
    expect(JSON.stringify([list, methods.body])).not.toContain(token);
    expect(stack().logs()).not.toContain(token);
  });

  it('says that a guest can store nothing, and nothing of the kind to a customer', async () => {
    const methodsOf = async ({ sessionId }: Shopper) =>
      (await stack().call<Methods>('/payment-methods', { sessionId, body: {} })).body;
    expect(await methodsOf(await newShopper(stack()))).toMatchObject({
      storedPaymentMethods: [],
      storePaymentDetails: false,
    });
    const customers = await newCustomersCart(stack(), await newCustomer(stack()));
    expect(await methodsOf(customers)).not.toHaveProperty('storePaymentDetails');
  });

  it('is for customers only, and so is what the configuration says of stored methods', async () => {
    const storing = async ({ sessionId }: Shopper) => {
      const { body } = await stack().call<{ storedPaymentMethodsConfig: object }>('/operations/config', {
        sessionId,
      });
      return body.storedPaymentMethodsConfig;
    };
    expect(await storing(await newShopper(stack()))).toEqual({ isEnabled: false });
    const customers = await newCustomersCart(stack(), await newCustomer(stack()));
    expect(await storing(customers)).toEqual({ isEnabled: true });
  });

  it('holds to the session’s methods', async () => {
    const customerId = await newCustomer(stack());
    await storeCard(stack(), customerId);
    const restricted = (allowedPaymentMethods: string[]) =>
      newCustomersCart(stack(), customerId, { metadata: { allowedPaymentMethods } });
    expect(await listStored(stack(), await restricted(['ideal']))).toEqual([]);
    expect(await listStored(stack(), await restricted(['card']))).toHaveLength(1);
    const { sessionId } = await restricted(['ideal']);
    const { body } = await stack().call<Methods>('/payment-methods', { sessionId, body: {} });
    expect(body.storedPaymentMethods).toEqual([]);
  });

  it('is whole for a customer with sixty cards, and each of them can be paid with', async () => {
    const customerId = await newCustomer(stack());
    const tokens = Array.from(
      { length: 60 },
      (_, index) => `MANY0000000000${String(index).padStart(2, '0')}`,
    );
    for (const token of tokens) {
      stack().adyen.control.putToken({ id: token, shopperReference: customerId });
      await deliver(stack(), tokenEvent(stack(), { type: 'created', customerId, token }));
    }
    const shopper = await newCustomersCart(stack(), customerId);
    const list = await listStored(stack(), shopper);
    expect(new Set(list.map(({ id }) => id)).size).toBe(60);
    const last = storedIn(customerId).find(({ token }) => token?.value === tokens.at(-1));
    const { body } = await shopper.pay(storedCard(last?.id ?? ''));
    expect(body.resultCode).toBe('Authorised');
  });

  it('is whole where commercetools needs several pages for it', async () => {
    const customerId = await newCustomer(stack());
    const stored = await storeCard(stack(), customerId);
    for (let index = 0; index < 504; index += 1) {
      const copy = { ...stored, id: randomUUID(), key: `copy-${customerId}-${index}` };
      stack().commercetools.control.put('payment-method', copy);
    }
    expect(await listStored(stack(), await newCustomersCart(stack(), customerId))).toHaveLength(505);
  });

  it('is empty for a guest, and 401 without a session', async () => {
    expect(await listStored(stack(), await newShopper(stack()))).toEqual([]);
    expect((await stack().call('/stored-payment-methods')).status).toBe(401);
  });

  it('is shown without adornment when Adyen cannot be asked', async () => {
    const customerId = await newCustomer(stack());
    const { id } = await storeCard(stack(), customerId);
    const shopper = await newCustomersCart(stack(), customerId);
    stack().adyen.control.fault({ path: '/storedPaymentMethods', respond: { status: 500 }, times: 10 });
    expect(await listStored(stack(), shopper)).toMatchObject([{ id, type: 'card' }]);
  });
});
