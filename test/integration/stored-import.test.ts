import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  deliver,
  listStored,
  newCustomer,
  newCustomersCart,
  storeCard,
  storedCard,
  storing,
  tokenEvent,
} from './stored-support.ts';
import { useStack, type Shopper } from './support.ts';

const stack = useStack({
  environment: storing,
  adyen: { furtherMerchantAccounts: ['AnotherShop'] },
  instances: 2,
});

const storedIn = (customerId: string) => stack().commercetools.control.paymentMethods(customerId);
const newToken = () => randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();

interface Methods {
  storedPaymentMethods: { id: string; lastFour?: string }[];
}

const shownAtCheckout = async ({ sessionId }: Shopper) =>
  (await stack().call<Methods>('/payment-methods', { sessionId, body: {} })).body.storedPaymentMethods;

const customerWithToken = async (fields: object = {}) => {
  const customerId = await newCustomer(stack());
  const token = newToken();
  stack().adyen.control.putToken({ id: token, shopperReference: customerId, lastFour: '4242', ...fields });
  return { customerId, token, shopper: await newCustomersCart(stack(), customerId) };
};

describe('a token that only Adyen has', () => {
  it.each<[string, (shopper: Shopper) => Promise<{ id: string }[]>]>([
    ['GET /stored-payment-methods', (shopper) => listStored(stack(), shopper)],
    ['POST /payment-methods', shownAtCheckout],
  ])('becomes a payment method with %s, and can be paid with', async (_route, listed) => {
    const { customerId, token, shopper } = await customerWithToken();
    const [first] = await listed(shopper);
    expect(storedIn(customerId)).toMatchObject([
      { id: first?.id, method: 'card', token: { value: token }, interfaceAccount: 'SandboxMerchant' },
    ]);
    expect((await listed(shopper)).map(({ id }) => id)).toEqual([first?.id]);
    expect((await shopper.pay(storedCard(first?.id ?? ''))).body.resultCode).toBe('Authorised');
  });

  it('becomes one when several pages list and its webhook arrives at once', async () => {
    const { customerId, token, shopper } = await customerWithToken();
    const { sessionId } = shopper;
    const created = tokenEvent(stack(), { type: 'created', customerId, token });
    await Promise.all(
      [0, 1, 0, 1].flatMap((instance) => [
        stack().call('/stored-payment-methods', { sessionId, instance }),
        stack().call('/payment-methods', { sessionId, instance, body: {} }),
        deliver(stack(), created, { instance }),
      ]),
    );
    expect(storedIn(customerId)).toHaveLength(1);
    expect(await listStored(stack(), shopper)).toHaveLength(1);
  });

  it('is not imported of another merchant account, nor of a method that cannot be charged again', async () => {
    for (const fields of [{ merchantAccount: 'AnotherShop' }, { type: 'multibanco' }, { type: 'someday' }]) {
      const { customerId, shopper } = await customerWithToken(fields);
      expect([await listStored(stack(), shopper), await shownAtCheckout(shopper)]).toEqual([[], []]);
      expect(storedIn(customerId)).toEqual([]);
    }
  });

  it('is not imported after it was removed, by Adyen or by the shopper', async () => {
    const { customerId, token, shopper } = await customerWithToken();
    await deliver(stack(), tokenEvent(stack(), { type: 'disabled', customerId, token }));
    expect([await listStored(stack(), shopper), await shownAtCheckout(shopper)]).toEqual([[], []]);

    const stored = await storeCard(stack(), customerId, '5555444433331111');
    const path = `/stored-payment-methods/${stored.id}`;
    await stack().call(path, { method: 'DELETE', sessionId: shopper.sessionId });
    await stack().adyen.control.whenIdle();
    stack().adyen.control.putToken({ id: stored.token?.value ?? '', shopperReference: customerId });
    expect([await listStored(stack(), shopper), await shownAtCheckout(shopper)]).toEqual([[], []]);
    expect(storedIn(customerId)).toEqual([]);
  });
});

describe('a token that Adyen has no more', () => {
  it('is not shown, and its payment method stays', async () => {
    const customerId = await newCustomer(stack());
    const { id, token } = await storeCard(stack(), customerId);
    const shopper = await newCustomersCart(stack(), customerId);
    expect((await listStored(stack(), shopper)).map((one) => one.id)).toEqual([id]);
    stack().adyen.control.dropToken(token?.value ?? '');
    expect([await listStored(stack(), shopper), await shownAtCheckout(shopper)]).toEqual([[], []]);
    expect(storedIn(customerId)).toHaveLength(1);
  });

  it('is shown while Adyen does not answer, which is not waited for long', async () => {
    const customerId = await newCustomer(stack());
    const { id, token } = await storeCard(stack(), customerId);
    const shopper = await newCustomersCart(stack(), customerId);
    stack().adyen.control.dropToken(token?.value ?? '');
    stack().adyen.control.fault({ path: '/storedPaymentMethods', delayMs: 20_000, times: 10 });
    const start = Date.now();
    expect((await listStored(stack(), shopper)).map((one) => one.id)).toEqual([id]);
    expect(Date.now() - start).toBeLessThan(5_000);
  });
});
