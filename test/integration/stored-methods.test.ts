import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  listStored,
  newCustomer,
  newCustomersCart,
  sentFor,
  storeCard,
  storedCard,
  storing,
  tokenEvent,
  deliver,
} from './stored-support.ts';
import { card, linesOf, method, newShopper, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack({ environment: storing });

const storedIn = (customerId: string) => stack().commercetools.control.paymentMethods(customerId);

describe('storing', () => {
  it('happens with the customer’s consent: the token is one payment method of hers', async () => {
    const customerId = await newCustomer(stack());
    await storeCard(stack(), customerId);
    const [token, ...tokens] = stack()
      .adyen.control.tokens()
      .filter(({ shopperReference }) => shopperReference === customerId);
    expect(tokens).toEqual([]);
    expect(storedIn(customerId)).toMatchObject([
      {
        paymentInterface: 'adyen',
        method: 'card',
        token: { value: token?.id },
        paymentMethodStatus: 'Active',
        default: false,
      },
    ]);
  });

  it('does not happen without consent, nor for a guest', async () => {
    const customerId = await newCustomer(stack());
    await (await newCustomersCart(stack(), customerId)).pay(card());
    const guest = await newShopper(stack());
    const { body } = await guest.pay({ ...card('5555444433331111'), storePaymentMethod: true });
    await stack().adyen.control.whenIdle();
    expect(storedIn(customerId)).toEqual([]);
    expect(sentFor(stack(), body.paymentReference)).not.toHaveProperty('storePaymentMethod');
  });

  it('needs a token of the payment’s own customer, and works with the older names of the token', async () => {
    const [customerId, other] = [await newCustomer(stack()), await newCustomer(stack())];
    const { pay } = await newCustomersCart(stack(), customerId);
    const { body } = await pay(card());
    const announce = async (shopper: string, token: string) => {
      const names = { shopperReference: shopper, recurringDetailReference: token };
      const additionalData = Object.fromEntries(
        Object.entries(names).map(([name, value]) => [`recurring.${name}`, value]),
      );
      const reference = body.paymentReference;
      stack().adyen.control.sendEvent({ eventCode: 'AUTHORISATION', reference, additionalData });
      await stack().adyen.control.whenIdle();
    };
    await announce(other, 'TOKENOFANOTHER01');
    expect([...storedIn(customerId), ...storedIn(other)]).toEqual([]);
    await announce(customerId, 'TOKENOFHEROWN001');
    expect(storedIn(customerId)).toMatchObject([{ token: { value: 'TOKENOFHEROWN001' }, method: 'card' }]);
  });

  it('knows the same card again', async () => {
    const customerId = await newCustomer(stack());
    const first = await storeCard(stack(), customerId);
    const second = await storeCard(stack(), customerId);
    expect(second.id).toBe(first.id);
    expect(storedIn(customerId)).toHaveLength(1);
  });

  it('works for other methods than cards: what comes of a direct debit can be paid with', async () => {
    const customerId = await newCustomer(stack());
    const { pay } = await newCustomersCart(stack(), customerId);
    const debit = { type: 'sepadirectdebit', ownerName: 'A. Klaassen', iban: 'NL13TEST0123456789' };
    const { body } = await pay({
      ...method('sepadirectdebit'),
      paymentMethod: debit,
      storePaymentMethod: true,
    });
    await expect
      .poll(() => linesOf(stack(), body.paymentReference))
      .toContainEqual(expect.stringMatching(/^Authorization Success/));
    await expect.poll(() => storedIn(customerId)).toMatchObject([{ method: 'sepadirectdebit' }]);
    const shopper = await newCustomersCart(stack(), customerId);
    expect(await listStored(stack(), shopper)).toMatchObject([
      { type: 'sepadirectdebit', displayOptions: { endDigits: '6789' } },
    ]);
  });
});

describe('paying with a stored method', () => {
  it('sends Adyen the token for the customer’s id', async () => {
    const customerId = await newCustomer(stack());
    const stored = await storeCard(stack(), customerId);
    const { pay } = await newCustomersCart(stack(), customerId, { cart: { total: 1500 } });
    const { status, body } = await pay(storedCard(stored.id));
    expect([status, body.resultCode]).toEqual([200, 'Authorised']);
    expect(sentFor(stack(), body.paymentReference)).toMatchObject({
      shopperReference: customerId,
      shopperInteraction: 'Ecommerce',
      recurringProcessingModel: 'CardOnFile',
      paymentMethod: { type: 'scheme', storedPaymentMethodId: stored.token?.value },
    });
    expect(await linesOf(stack(), body.paymentReference)).toEqual(['Authorization Success 1500']);
  });

  const foreign: [string, (own: string) => Promise<{ customerId?: string; id: string }>][] = [
    ['of another customer', async () => ({ id: (await storeCard(stack(), await newCustomer(stack()))).id })],
    ['that is unknown', () => Promise.resolve({ id: randomUUID() })],
    ['named by Adyen’s token', async (own) => ({ id: (await storeCard(stack(), own)).token?.value ?? '' })],
    ['that is no id', () => Promise.resolve({ id: '../customers' })],
    ['that is inactive', async (own) => ({ id: await put(own, { paymentMethodStatus: 'Inactive' }) })],
    ['of another interface', async (own) => ({ id: await put(own, { paymentInterface: 'another-psp' }) })],
    [
      'of another merchant account',
      async (own) => ({ id: await put(own, { interfaceAccount: 'AnotherShop' }) }),
    ],
  ];

  const put = async (customerId: string, fields: object): Promise<string> => {
    const draft = {
      customer: { typeId: 'customer', id: customerId },
      method: 'scheme',
      paymentInterface: 'adyen',
    };
    const body = { ...draft, token: { value: 'TOKEN00000000001' }, ...fields };
    const { id } = await stack().commercetools.control.request<{ id: string }>(
      'POST',
      '/payment-methods',
      body,
    );
    return id;
  };

  it.each(foreign)(
    'is refused for one %s; nothing is written and Adyen is not called',
    async (_name, prepare) => {
      const customerId = await newCustomer(stack());
      const { id } = await prepare(customerId);
      const { cartId, pay } = await newCustomersCart(stack(), customerId);
      const before = stack().adyen.control.journal('/payments$').length;
      const { status, body } = await pay<ErrorAnswer>(storedCard(id));
      expect(status).toBe(404);
      expect(body.errors[0]?.['field']).toBe('paymentMethod.storedPaymentMethodId');
      expect(stack().commercetools.control.payments(cartId)).toEqual([]);
      expect(stack().adyen.control.journal('/payments$').length).toBe(before);
    },
  );

  it('is refused for a guest, and where the session does not allow the method', async () => {
    const customerId = await newCustomer(stack());
    const stored = await storeCard(stack(), customerId);
    const guest = await newShopper(stack());
    expect((await guest.pay(storedCard(stored.id))).status).toBe(404);
    const metadata = { allowedPaymentMethods: ['ideal'] };
    const restricted = await newCustomersCart(stack(), customerId, { metadata });
    const disguised = {
      ...storedCard(stored.id),
      paymentMethod: { type: 'ideal', storedPaymentMethodId: stored.id },
    };
    expect((await restricted.pay(disguised)).status).toBe(400);
  });
});

describe('removing', () => {
  const remove = (sessionId: string, id: string) =>
    stack().call(`/stored-payment-methods/${id}`, { method: 'DELETE', sessionId });

  it('removes it at Adyen and in commercetools, and may be repeated', async () => {
    const customerId = await newCustomer(stack());
    const { id, token } = await storeCard(stack(), customerId);
    const { sessionId } = await newCustomersCart(stack(), customerId);
    const { status, body } = await remove(sessionId, id);
    expect([status, body]).toEqual([200, '']);
    expect(storedIn(customerId)).toEqual([]);
    expect(
      stack()
        .adyen.control.tokens()
        .map((one) => one.id),
    ).not.toContain(token?.value);
    expect((await remove(sessionId, id)).status).toBe(200);
    await stack().adyen.control.whenIdle();
    expect(storedIn(customerId)).toEqual([]);
  });

  it('does not tell a foreign method from an unknown one, and leaves it', async () => {
    const other = await newCustomer(stack());
    const { id } = await storeCard(stack(), other);
    const { sessionId } = await newCustomersCart(stack(), await newCustomer(stack()));
    const guest = await newShopper(stack());
    const [foreign, unknown, malformed] = await Promise.all([
      remove(sessionId, id),
      remove(sessionId, randomUUID()),
      remove(sessionId, 'x'),
    ]);
    expect(foreign.status).toBe(404);
    expect([unknown.body, malformed.body]).toEqual([foreign.body, foreign.body]);
    expect((await remove(guest.sessionId, id)).status).toBe(404);
    expect(storedIn(other)).toHaveLength(1);
    expect(
      stack()
        .adyen.control.tokens()
        .filter((one) => one.shopperReference === other),
    ).toHaveLength(1);
  });

  it('can be taken up again when it was cut off between Adyen and commercetools', async () => {
    const customerId = await newCustomer(stack());
    const { id } = await storeCard(stack(), customerId);
    const { sessionId } = await newCustomersCart(stack(), customerId);
    const fault = stack().commercetools.control.fault({
      method: 'DELETE',
      path: '/payment-methods/',
      status: 503,
      times: 'always',
    });
    expect((await remove(sessionId, id)).status).toBe(503);
    fault.remove();
    expect((await remove(sessionId, id)).status).toBe(200);
    expect(storedIn(customerId)).toEqual([]);
  });

  it('is not undone by a late or repeated notification', async () => {
    const customerId = await newCustomer(stack());
    stack().adyen.control.holdWebhooks();
    const { pay } = await newCustomersCart(stack(), customerId);
    await pay({ ...card(), storePaymentMethod: true });
    const [token] = stack()
      .adyen.control.tokens()
      .filter(({ shopperReference }) => shopperReference === customerId);
    await deliver(stack(), tokenEvent(stack(), { type: 'created', customerId, token: token?.id ?? '' }));
    const { sessionId } = await newCustomersCart(stack(), customerId);
    expect((await remove(sessionId, storedIn(customerId)[0]?.id ?? '')).status).toBe(200);
    stack().adyen.control.releaseWebhooks({ copies: 1 });
    await stack().adyen.control.whenIdle();
    expect(storedIn(customerId)).toEqual([]);
  });
});
