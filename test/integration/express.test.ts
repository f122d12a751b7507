import { describe, expect, it } from 'vitest';
import {
  lines,
  newShopper,
  useStack,
  type ErrorAnswer,
  type PaymentAnswer,
  type Shopper,
} from './support.ts';

const origin = 'https://shop.example';
const stack = useStack({ environment: { ALLOWED_ORIGINS: `${origin},http://localhost:9312` } });

const paypal = { paymentMethod: { type: 'paypal', subtype: 'express' } };
const wallet = (type: string, token: Record<string, string>) => ({ paymentMethod: { type, ...token } });

type ExpressAnswer = PaymentAnswer & {
  pspReference?: string;
  action: { sdkData: { token: string }; paymentData: string };
};

const post = <Body>({ sessionId }: Shopper, path: string, body: unknown) =>
  stack().call<Body>(path, { sessionId, body });

const requestsTo = (path: string): number => stack().adyen.control.journal(path).length;

/** The shop has learned the address: delivery makes the cart dearer. */
const setTotal = (cartId: string, centAmount: number): void => {
  const { control } = stack().commercetools;
  const cart = control.cart(cartId);
  const total = { ...cart.totalPrice, centAmount };
  control.putCart({
    ...cart,
    version: cart.version + 1,
    totalPrice: total,
    taxedPrice: { totalNet: total, totalGross: total, taxPortions: [] },
  });
};

const delivery = (value: number, selected = true) => ({
  reference: 'standard',
  description: 'Standard',
  type: 'Shipping',
  amount: { value, currency: 'EUR' },
  selected,
});

const startPaypal = async (total = 10_000) => {
  const shopper = await newShopper(stack(), { cart: { total } });
  const { status, body } = await post<ExpressAnswer>(shopper, '/express-payments', paypal);
  expect(status).toBe(200);
  const order = {
    pspReference: body.pspReference,
    paymentData: body.action.paymentData,
    originalAmount: { value: total, currency: 'EUR' },
  };
  const agree = (path = '/express-payments/details') =>
    post<PaymentAnswer & ErrorAnswer>(shopper, path, {
      details: { orderID: body.action.sdkData.token, payerID: 'P1' },
      paymentMethod: 'paypal',
      paymentReference: body.paymentReference,
    });
  return { shopper, body, order, agree };
};

describe('/express-config', () => {
  const ask = (headers: Record<string, string>, body: unknown = { countryCode: 'DE' }) =>
    stack().call<{ config: object; methods: { type: string }[] }>('/express-config', { headers, body });

  it('tells a page of the merchant’s what it needs before there is a session', async () => {
    const { status, body } = await ask({ Origin: origin });
    expect(status).toBe(200);
    expect(body.config).toMatchObject({
      clientKey: stack().adyen.clientKey,
      environment: 'TEST',
      applePayConfig: { usesOwnCertificate: false },
    });
    expect(body.methods.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['applepay', 'googlepay', 'paypal']),
    );
    expect(JSON.stringify(body)).not.toContain(stack().adyen.apiKey);
  });

  it.each<[string, Record<string, string>]>([
    ['another page', { Origin: 'https://shop.example.evil.example' }],
    ['no page', {}],
  ])('tells %s nothing, and asks Adyen nothing', async (_who, headers) => {
    const before = requestsTo('/paymentMethods$');
    expect((await ask(headers)).status).toBe(403);
    expect(requestsTo('/paymentMethods$')).toBe(before);
  });

  it('wants a country', async () => {
    expect((await ask({ Origin: origin }, {})).status).toBe(400);
  });
});

it.each([
  ['10.0.0.1, 192.0.2.7', '192.0.2.7'],
  ['not an address', undefined],
])("a shopper's address of %j goes to Adyen as %s, on either route", async (forwarded, expected) => {
  const headers = { 'X-Forwarded-For': forwarded };
  for (const path of ['/payments', '/express-payments']) {
    const { sessionId } = await newShopper(stack(), { cart: { total: 1000 } });
    const { status } = await stack().call(path, { sessionId, headers, body: paypal });
    expect(status).toBe(200);
    const sent = stack().adyen.control.journal('/payments$').at(-1)?.body;
    expect((sent as { shopperIP?: string }).shopperIP).toBe(expected);
  }
});

describe('/express-payment-data', () => {
  it('gives lines that add up to what the cart owes', async () => {
    const shopper = await newShopper(stack(), { cart: { lineItems: [{ sku: 'mug', quantity: 2 }] } });
    const { status, body } = await stack().call<{
      totalPrice: { centAmount: number };
      lineItems: { amount: { centAmount: number }; type: string }[];
    }>('/express-payment-data', { sessionId: shopper.sessionId });
    expect(status).toBe(200);
    const total = stack().commercetools.control.cart(shopper.cartId).taxedPrice?.totalGross.centAmount;
    expect(body).toMatchObject({
      totalPrice: { centAmount: total, currencyCode: 'EUR', fractionDigits: 2 },
      currencyCode: 'EUR',
    });
    expect(body.lineItems.reduce((sum, { amount }) => sum + amount.centAmount, 0)).toBe(total);
    expect(body.lineItems.map(({ type }) => type)).toEqual(['LINE_ITEM', 'SHIPPING']);
  });

  it('is for sessions only', async () => {
    expect((await stack().call('/express-payment-data')).status).toBe(401);
  });
});

describe('an express payment', () => {
  it.each([
    wallet('googlepay', { googlePayToken: '{"signature":"x"}' }),
    wallet('applepay', { applePayToken: 'eyJ2ZXJzaW9uIjoiRUNfdjEifQ==' }),
  ])('with a wallet is an attempt like any other', async (body) => {
    const shopper = await newShopper(stack(), { cart: { total: 4200 } });
    const { body: answer } = await post<PaymentAnswer>(shopper, '/express-payments', body);
    expect(answer).toMatchObject({ resultCode: 'Authorised' });
    const [payment] = stack().commercetools.control.payments(shopper.cartId);
    expect(payment && lines(payment)).toEqual(['Authorization Success 4200']);
    expect(answer).not.toHaveProperty('pspReference');
  });

  it('with anything else is refused before Adyen is called', async () => {
    const shopper = await newShopper(stack());
    const before = requestsTo('/payments$');
    const body = { paymentMethod: { type: 'ideal' } };
    expect((await post(shopper, '/express-payments', body)).status).toBe(400);
    expect((await post(shopper, '/express-payments', {})).status).toBe(400);
    expect((await stack().call('/express-payments', { body: paypal })).status).toBe(401);
    expect(requestsTo('/payments$')).toBe(before);
  });
});

describe('PayPal express', () => {
  it('authorises what the cart costs with the delivery that the shopper chose', async () => {
    const { shopper, body, order, agree } = await startPaypal();
    setTotal(shopper.cartId, 10_490);
    const update = await post<{ status: string; paymentData: string }>(shopper, '/paypal-express/order', {
      ...order,
      deliveryMethods: [delivery(490), delivery(990, false)],
    });
    expect(update).toMatchObject({ status: 200, body: { status: 'success' } });
    expect(update.body.paymentData).not.toBe(order.paymentData);

    expect((await agree()).body).toMatchObject({ resultCode: 'Authorised' });
    await stack().adyen.control.whenIdle();
    expect(stack().adyen.control.payment(body.paymentReference)?.amount.value).toBe(10_490);
    expect((await stack().payment(body.paymentReference)).amountPlanned.centAmount).toBe(10_490);
    expect(stack().logs()).not.toContain('AmountMismatch');
    const data = await stack().call('/express-payment-data', { sessionId: shopper.sessionId });
    expect(data.body).toMatchObject({ totalPrice: { centAmount: 0 } });
  });

  it('tells PayPal of taxes that the address brings on top of the prices', async () => {
    const { control } = stack().commercetools;
    const shopper = await newShopper(stack(), {
      cart: { currency: 'USD', country: 'US', shippingMethod: false },
    });
    const started = control.cart(shopper.cartId).taxedPrice?.totalGross.centAmount ?? 0;
    const { body } = await post<ExpressAnswer>(shopper, '/express-payments', paypal);
    setTotal(shopper.cartId, started + 100);
    const cart = control.cart(shopper.cartId);
    const totalNet = { ...cart.totalPrice, centAmount: started - 100 };
    control.putCart({ ...cart, taxedPrice: { totalNet, totalGross: cart.totalPrice, taxPortions: [] } });
    const update = await post(shopper, '/paypal-express/order', {
      pspReference: body.pspReference,
      paymentData: body.action.paymentData,
      originalAmount: { centAmount: started, currencyCode: 'USD' },
    });
    expect(update).toMatchObject({ status: 200, body: { status: 'success' } });
    expect(stack().adyen.control.journal('/paypal/updateOrder').at(-1)?.body).toMatchObject({
      amount: { value: started + 100, currency: 'USD' },
      taxTotal: { amount: { value: 100, currency: 'USD' } },
    });
  });

  it('finds the payment where the page knows only the method', async () => {
    const { shopper, body } = await startPaypal();
    const answer = await post<PaymentAnswer>(shopper, '/express-payments/details', {
      details: { orderID: body.action.sdkData.token },
      paymentMethod: 'paypal',
    });
    expect(answer.body).toMatchObject({ resultCode: 'Authorised', paymentReference: body.paymentReference });
  });

  it.each<[string, number, object]>([
    ['a delivery that does not make up the total', 10_490, { deliveryMethods: [delivery(400)] }],
    ['no delivery where the cart has become dearer', 10_490, {}],
    ['another original amount', 10_000, { originalAmount: { value: 1, currency: 'EUR' } }],
    ['another currency', 10_000, { originalAmount: { value: 10_000, currency: 'USD' } }],
  ])('refuses %s, and leaves PayPal’s order alone', async (_what, total, changes) => {
    const { shopper, order } = await startPaypal();
    setTotal(shopper.cartId, total);
    const before = requestsTo('/paypal/updateOrder');
    const answer = await post<ErrorAnswer>(shopper, '/paypal-express/order', { ...order, ...changes });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: 'AmountMismatch' }] } });
    expect(requestsTo('/paypal/updateOrder')).toBe(before);
  });

  it.each([
    ['has become dearer, on /express-payments/details', 10_490, '/express-payments/details'],
    ['has become dearer, on /payments/details', 10_490, '/payments/details'],
    ['has become cheaper, on /payments/details', 9_000, '/payments/details'],
  ])('authorises nothing when the order was not updated since the cart %s', async (_when, total, path) => {
    const { shopper, body, agree } = await startPaypal();
    setTotal(shopper.cartId, total);
    const before = requestsTo('/payments/details$');
    expect(await agree(path)).toMatchObject({ status: 400, body: { errors: [{ code: 'AmountMismatch' }] } });
    expect(requestsTo('/payments/details$')).toBe(before);
    expect(stack().adyen.control.payment(body.paymentReference)?.authorised).toBe(0);
  });

  it('authorises nothing either when the shopper returns from PayPal’s page', async () => {
    const { shopper, body } = await startPaypal();
    setTotal(shopper.cartId, 10_490);
    const before = requestsTo('/payments/details$');
    const query = new URLSearchParams({
      paymentReference: body.paymentReference,
      ctsid: shopper.sessionId,
      redirectResult: body.action.sdkData.token,
    });
    const url = `${stack().processorUrl}/payments/details?${query.toString()}`;
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toContain(body.paymentReference);
    expect(requestsTo('/payments/details$')).toBe(before);
    expect(lines(await stack().payment(body.paymentReference))).toEqual(['Authorization Initial 10000']);
  });

  it('is changed and continued only in the session of its own cart', async () => {
    const { order, body } = await startPaypal();
    const stranger = await newShopper(stack(), { cart: { total: 10_000 } });
    expect((await post(stranger, '/paypal-express/order', order)).status).toBe(404);
    const details = {
      details: { orderID: body.action.sdkData.token },
      paymentReference: body.paymentReference,
    };
    expect((await post(stranger, '/express-payments/details', details)).status).toBe(404);
    expect((await stack().call('/paypal-express/order', { body: order })).status).toBe(401);
    expect((await stack().call('/express-payments/details', { body: details })).status).toBe(401);
  });

  it.each([
    ['/paypal-express/order', { pspReference: '../payments' }],
    ['/express-payments/details', { details: {}, paymentReference: 'x' }],
  ])('wants a well-formed body of %s', async (path, body) => {
    expect((await post(await newShopper(stack()), path, body)).status).toBe(400);
  });
});

describe('gift cards where partial payments are off', () => {
  it('are refused, and Adyen is not called', async () => {
    const shopper = await newShopper(stack());
    const paymentMethod = { type: 'giftcard', encryptedCardNumber: 'test_6036463100000000' };
    const order = { orderData: 'x', pspReference: 'QFQTPCQ8HXSKGK82' };
    const before = requestsTo('.');
    expect((await post(shopper, '/paymentMethods/balance', { paymentMethod })).status).toBe(400);
    expect((await post(shopper, '/orders', {})).status).toBe(400);
    expect((await post(shopper, '/orders/cancel', order)).status).toBe(400);
    expect((await shopper.pay({ paymentMethod, order })).status).toBe(400);
    expect(requestsTo('.')).toBe(before);
  });
});
