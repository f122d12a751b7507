import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  deliver,
  listStored,
  newCustomer,
  newCustomersCart,
  storeCard,
  storing,
  tokenEvent,
} from './stored-support.ts';
import { useStack } from './support.ts';

const stack = useStack({
  environment: { ...storing, ADYEN_STORE_PAYMENT_METHOD_DETAILS_ENABLED: 'true' },
  instances: 2,
});

const storedIn = (customerId: string) => stack().commercetools.control.paymentMethods(customerId);
const defaultsIn = (customerId: string) => storedIn(customerId).filter((method) => method.default);

/** The customer's default card, to which Adyen has given a new token. */
const customerWithNewToken = async () => {
  const customerId = await newCustomer(stack());
  const { id, version, token } = await storeCard(stack(), customerId);
  await stack().commercetools.control.request('POST', `/payment-methods/${id}`, {
    version,
    actions: [
      { action: 'setDefault', default: true },
      { action: 'setName', name: { en: 'Work' } },
    ],
  });
  const old = token?.value ?? '';
  const { control } = stack().adyen;
  const atAdyen = control.tokens().find((one) => one.id === old);
  if (!atAdyen) throw new Error('Adyen has no such token.');
  const fresh = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
  const renew = () => {
    control.putToken({ ...atAdyen, id: fresh });
    control.dropToken(old);
  };
  return { customerId, id, old, fresh, renew, shopper: await newCustomersCart(stack(), customerId) };
};

const replaced = (token: string) => [{ token: { value: token }, default: true, name: { en: 'Work' } }];

describe('a card that has a new token at Adyen', () => {
  it.each(['created', 'updated'])('is one payment method, the default as before, after %s', async (type) => {
    const { customerId, old, fresh, renew, shopper } = await customerWithNewToken();
    renew();
    await deliver(stack(), tokenEvent(stack(), { type, customerId, token: fresh }));
    expect(storedIn(customerId)).toMatchObject(replaced(fresh));
    expect(storedIn(customerId)).toHaveLength(1);
    expect(await listStored(stack(), shopper)).toMatchObject([{ isDefault: true }]);

    const createdAt = new Date(Date.now() - 60_000).toISOString();
    await deliver(stack(), tokenEvent(stack(), { type: 'created', customerId, token: old, createdAt }));
    expect(storedIn(customerId)).toMatchObject(replaced(fresh));
    expect(storedIn(customerId)).toHaveLength(1);
  });

  it('is one when several lists notice it at once', async () => {
    const { customerId, fresh, renew, shopper } = await customerWithNewToken();
    renew();
    const { sessionId } = shopper;
    await Promise.all(
      [0, 1, 0, 1].map((instance) => stack().call('/stored-payment-methods', { sessionId, instance })),
    );
    expect(storedIn(customerId)).toMatchObject(replaced(fresh));
    expect(await listStored(stack(), shopper)).toMatchObject([{ isDefault: true }]);
  });

  it('is two while Adyen cannot be asked or commercetools refuses the change, and one with a later list', async () => {
    const { customerId, id, fresh, renew, shopper } = await customerWithNewToken();
    renew();
    stack().adyen.control.fault({ path: '/storedPaymentMethods', respond: { status: 403 } });
    await deliver(stack(), tokenEvent(stack(), { type: 'created', customerId, token: fresh }));
    expect(storedIn(customerId)).toHaveLength(2);
    expect(defaultsIn(customerId).map((method) => method.id)).toEqual([id]);

    const fault = stack().commercetools.control.fault({
      method: 'DELETE',
      path: '/payment-methods',
      status: 400,
      times: 'always',
    });
    await listStored(stack(), shopper);
    fault.remove();
    expect(storedIn(customerId)).toHaveLength(2);
    await listStored(stack(), shopper);
    expect(storedIn(customerId)).toMatchObject(replaced(fresh));
  });

  it('stays two where Adyen still lists the old one', async () => {
    const { customerId, id, old, renew, shopper } = await customerWithNewToken();
    const atAdyen = stack()
      .adyen.control.tokens()
      .find((one) => one.id === old);
    renew();
    if (atAdyen) stack().adyen.control.putToken(atAdyen);
    await listStored(stack(), shopper);
    expect(storedIn(customerId)).toHaveLength(2);
    expect(defaultsIn(customerId).map((method) => method.id)).toEqual([id]);
  });
});
