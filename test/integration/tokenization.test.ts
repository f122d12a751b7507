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
import { card, useStack } from './support.ts';

const TOKENIZATION_KEY = 'c0ffee'.repeat(10) + 'beef';

const stack = useStack({
  adyen: { tokenizationHmacKey: TOKENIZATION_KEY },
  environment: { ...storing, ADYEN_NOTIFICATION_HMAC_TOKENIZATION_WEBHOOKS_KEY: TOKENIZATION_KEY },
  instances: 2,
});

const storedIn = (customerId: string) => stack().commercetools.control.paymentMethods(customerId);

const send = (event: Parameters<typeof deliver>[1], options: Parameters<typeof deliver>[2] = {}) =>
  deliver(stack(), event, { key: TOKENIZATION_KEY, ...options });

const newToken = () => randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();

describe('a tokenization webhook', () => {
  it.each(['created', 'alreadyExisting', 'updated'])('%s makes the token a payment method', async (type) => {
    const customerId = await newCustomer(stack());
    const token = newToken();
    const { status, body } = await send(tokenEvent(stack(), { type, customerId, token }));
    expect([status, body]).toEqual([200, '[accepted]']);
    expect(storedIn(customerId)).toMatchObject([
      { method: 'card', token: { value: token }, paymentInterface: 'adyen', paymentMethodStatus: 'Active' },
    ]);
  });

  it('disabled removes it, and one that is not known is acknowledged', async () => {
    const customerId = await newCustomer(stack());
    const [token, other] = [newToken(), newToken()];
    await send(tokenEvent(stack(), { type: 'created', customerId, token }));
    await send(tokenEvent(stack(), { type: 'created', customerId, token: other }));
    const disabled = tokenEvent(stack(), { type: 'disabled', customerId, token });
    expect((await send(disabled)).status).toBe(200);
    expect((await send(disabled)).status).toBe(200);
    expect(storedIn(customerId)).toMatchObject([{ token: { value: other } }]);
  });

  it('removes nothing that the shopper stored anew later, however late it comes', async () => {
    const customerId = await newCustomer(stack());
    const token = newToken();
    const at = (second: number) => `2026-03-01T10:00:0${second}+01:00`;
    const event = (type: string, second: number) =>
      send(tokenEvent(stack(), { type, customerId, token, createdAt: at(second) }));
    await event('created', 1);
    await event('alreadyExisting', 5);
    await event('disabled', 3);
    expect(storedIn(customerId)).toMatchObject([{ token: { value: token } }]);
    await event('disabled', 6);
    await event('updated', 7);
    expect(storedIn(customerId)).toEqual([]);
  });

  it('ends the same in every order and however often it comes', async () => {
    const at = (second: number) => `2026-03-01T10:00:0${second}+01:00`;
    const orders = [
      ['created', 'alreadyExisting', 'disabled'],
      ['disabled', 'created', 'alreadyExisting', 'created'],
      ['alreadyExisting', 'disabled', 'created', 'disabled'],
    ];
    const seconds: Record<string, number> = { created: 1, alreadyExisting: 2, disabled: 3 };
    for (const order of orders) {
      const customerId = await newCustomer(stack());
      const token = newToken();
      for (const type of order) {
        await send(tokenEvent(stack(), { type, customerId, token, createdAt: at(seconds[type] ?? 0) }));
      }
      expect(storedIn(customerId)).toEqual([]);
    }
  });

  it('and the AUTHORISATION of the same payment, at once and through two processors, make one payment method', async () => {
    const customerId = await newCustomer(stack());
    stack().adyen.control.holdWebhooks();
    const { pay } = await newCustomersCart(stack(), customerId);
    await pay({ ...card(), storePaymentMethod: true });
    const token = stack()
      .adyen.control.tokens()
      .find((one) => one.shopperReference === customerId);
    const created = tokenEvent(stack(), { type: 'created', customerId, token: token?.id ?? '' });
    const deliveries = Array.from({ length: 8 }, (_, index) => send(created, { instance: index % 2 }));
    stack().adyen.control.releaseWebhooks({ copies: 3 });
    const answers = await Promise.all(deliveries);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await stack().adyen.control.whenIdle();
    expect(storedIn(customerId)).toMatchObject([{ token: { value: token?.id } }]);
  });

  it.each(['card', 'scheme'])(
    'finds what was stored as %s without a key, and stores it no second time',
    async (method) => {
      const customerId = await newCustomer(stack());
      const token = newToken();
      const draft = {
        customer: { typeId: 'customer', id: customerId },
        method,
        paymentInterface: 'adyen',
      };
      const body = { ...draft, token: { value: token } };
      await stack().commercetools.control.request('POST', '/payment-methods', body);
      stack().adyen.control.putToken({ id: token, shopperReference: customerId });
      await send(tokenEvent(stack(), { type: 'alreadyExisting', customerId, token }));
      expect(storedIn(customerId)).toHaveLength(1);
      const shopper = await newCustomersCart(stack(), customerId);
      const [listed] = await listStored(stack(), shopper);
      expect(listed?.type).toBe('card');
      await shopper.pay(storedCard(listed?.id ?? ''));
      expect(stack().adyen.control.journal('/payments$').at(-1)?.body).toMatchObject({
        paymentMethod: { type: 'scheme', storedPaymentMethodId: token },
      });
      await send(tokenEvent(stack(), { type: 'disabled', customerId, token }));
      expect(storedIn(customerId)).toEqual([]);
    },
  );

  it('changes nothing where it is of the live environment', async () => {
    const customerId = await newCustomer(stack());
    const created = tokenEvent(stack(), { type: 'created', customerId, token: newToken() });
    expect((await send({ ...created, environment: 'live' })).status).toBe(200);
    expect(storedIn(customerId)).toEqual([]);
    expect((await send(created)).status).toBe(200);
    expect(storedIn(customerId)).toHaveLength(1);
  });

  it('does not touch another customer’s payment method with the same token', async () => {
    const [customerId, other] = [await newCustomer(stack()), await newCustomer(stack())];
    const stored = await storeCard(stack(), customerId);
    const token = stored.token?.value ?? '';
    for (const type of ['created', 'disabled']) {
      expect((await send(tokenEvent(stack(), { type, customerId: other, token }))).status).toBe(200);
    }
    expect(storedIn(other)).toEqual([]);
    expect(storedIn(customerId)).toHaveLength(1);
  });

  it('is acknowledged only when it is stored', async () => {
    const customerId = await newCustomer(stack());
    const created = tokenEvent(stack(), { type: 'created', customerId, token: newToken() });
    const fault = stack().commercetools.control.fault({
      method: 'POST',
      path: '/payment-methods$',
      status: 503,
      times: 'always',
    });
    expect((await send(created)).status).toBe(503);
    expect(storedIn(customerId)).toEqual([]);
    fault.remove();
    expect((await send(created)).status).toBe(200);
    expect(storedIn(customerId)).toHaveLength(1);
  });

  it('needs no scope for custom objects to be stored and removed', async () => {
    const customerId = await newCustomer(stack());
    const fault = stack().commercetools.control.fault({
      path: '/custom-objects',
      status: 403,
      times: 'always',
    });
    const token = newToken();
    const created = await send(tokenEvent(stack(), { type: 'created', customerId, token }));
    const stored = storedIn(customerId).length;
    const disabled = await send(tokenEvent(stack(), { type: 'disabled', customerId, token }));
    fault.remove();
    expect([created.status, stored, disabled.status]).toEqual([200, 1, 200]);
    expect(storedIn(customerId)).toEqual([]);
  });

  it('is stored once when commercetools’ answer is lost', async () => {
    const customerId = await newCustomer(stack());
    const created = tokenEvent(stack(), { type: 'created', customerId, token: newToken() });
    stack().commercetools.control.fault({
      method: 'POST',
      path: '/payment-methods$',
      drop: true,
      when: 'after',
    });
    expect((await send(created)).status).toBe(200);
    expect(storedIn(customerId)).toHaveLength(1);
  });
});

describe('a customer whose id is no UUID', () => {
  it('has payment methods like any other', async () => {
    const id = `customer-${randomUUID().slice(0, 8)}`;
    const { control } = stack().commercetools;
    control.put('customer', { ...control.get('customer', await newCustomer(stack())), id });
    await send(tokenEvent(stack(), { type: 'created', customerId: id, token: 'tok-en_1.x' }));
    expect(storedIn(id)).toMatchObject([{ token: { value: 'tok-en_1.x' } }]);
    const { sessionId } = await newCustomersCart(stack(), id);
    const path = `/stored-payment-methods/${storedIn(id)[0]?.id ?? ''}`;
    const { status } = await stack().call(path, { method: 'DELETE', sessionId });
    expect([status, storedIn(id)]).toEqual([200, []]);
  });
});

describe('a tokenization webhook that is not ours', () => {
  it('is acknowledged when commercetools will not even look for such a shopper', async () => {
    const faults = ['GET', 'POST'].map((verb) =>
      stack().commercetools.control.fault({
        method: verb,
        path: '/payment-methods',
        status: 400,
        times: 'always',
      }),
    );
    const common = { type: 'created', customerId: 'shopper "7"', token: newToken() };
    const { status } = await send(tokenEvent(stack(), common));
    faults.forEach((fault) => fault.remove());
    expect(status).toBe(200);
  });

  it('is acknowledged and ignored: another merchant account, an unknown shopper, an unknown event', async () => {
    const customerId = await newCustomer(stack());
    const common = { type: 'created', customerId, token: newToken() };
    const events = [
      tokenEvent(stack(), { ...common, merchantAccount: 'AnotherMerchant' }),
      tokenEvent(stack(), { ...common, customerId: 'shopper-of-another-system' }),
      tokenEvent(stack(), { ...common, customerId: randomUUID() }),
      { type: 'recurring.token.somethingNew' },
    ];
    for (const event of events) expect((await send(event)).status).toBe(200);
    expect(storedIn(customerId)).toEqual([]);
  });

  it.each<[string, string | undefined]>([
    ['another key', 'ab'.repeat(32)],
    ['the standard webhooks’ key', undefined],
  ])('is 401 when it is signed with %s', async (_name, key) => {
    const customerId = await newCustomer(stack());
    const created = tokenEvent(stack(), { type: 'created', customerId, token: newToken() });
    expect((await deliver(stack(), created, { key })).status).toBe(401);
    expect(storedIn(customerId)).toEqual([]);
  });

  it('is 401 without a signature, 400 without JSON or a token', async () => {
    const customerId = await newCustomer(stack());
    const { data, ...rest } = tokenEvent(stack(), { type: 'created', customerId, token: newToken() });
    const unsigned = { method: 'POST', body: { ...rest, data } };
    expect((await stack().call('/notifications/tokenization', unsigned)).status).toBe(401);
    expect((await stack().call('/notifications/tokenization', { method: 'POST' })).status).toBe(401);
    const text = { body: '{"type":', headers: { 'Content-Type': 'application/json', hmacsignature: 'x' } };
    expect((await stack().call('/notifications/tokenization', text)).status).toBe(400);
    expect((await send({ ...rest, data: { ...data, storedPaymentMethodId: '' } })).status).toBe(400);
  });
});
