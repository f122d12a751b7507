import { randomUUID } from 'node:crypto';
import type { Payment } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import {
  card,
  lines,
  linesOf,
  method,
  newShopper,
  useStack,
  useUpFault,
  type ErrorAnswer,
} from './support.ts';

const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '2000' } });

const sentToAdyen = (reference: string) =>
  stack()
    .adyen.control.journal('/payments$')
    .filter(({ body }) => (body as { reference?: string }).reference === reference);

const paymentsOf = (cartId: string): Payment[] => stack().commercetools.control.payments(cartId);

describe('an attempt that is authorised', () => {
  it('answers the browser what it needs and nothing of Adyen’s beside', async () => {
    const { pay } = await newShopper(stack(), {
      metadata: { merchantReturnUrl: 'https://shop.example/thanks' },
    });
    const { status, body } = await pay(card());
    expect(status).toBe(200);
    const { merchantReturnUrl, ...rest } = body;
    expect(rest).toEqual({ paymentReference: expect.any(String) as string, resultCode: 'Authorised' });
    expect(new URL(merchantReturnUrl ?? '').origin).toBe('https://shop.example');
  });

  it('is one Payment in commercetools with Adyen’s reference, linked to the cart', async () => {
    const { cartId, pay } = await newShopper(stack(), {
      cart: { total: 4250 },
      metadata: { checkoutTransactionItemId: 'item-1' },
    });
    const { body } = await pay(card());
    const [payment, ...others] = paymentsOf(cartId);
    expect(others).toEqual([]);
    expect(payment).toMatchObject({
      id: body.paymentReference,
      amountPlanned: { centAmount: 4250, currencyCode: 'EUR' },
      paymentMethodInfo: { paymentInterface: 'checkout-adyen', method: 'scheme' },
      checkoutTransactionItemId: 'item-1',
      anonymousId: stack().commercetools.control.cart(cartId).anonymousId,
    });
    const [atAdyen, ...more] = stack().adyen.control.payments(body.paymentReference);
    expect(more).toEqual([]);
    expect(payment?.interfaceId).toBe(atAdyen?.pspReference);
    expect(payment?.transactions).toMatchObject([
      {
        type: 'Authorization',
        state: 'Success',
        interactionId: atAdyen?.pspReference,
        amount: { centAmount: 4250 },
      },
    ]);
  });

  it('stays the same when the webhook arrives', async () => {
    const { cartId, pay } = await newShopper(stack(), { cart: { total: 900 } });
    await pay(card());
    await stack().adyen.control.whenIdle();
    expect(paymentsOf(cartId).map(lines)).toEqual([['Authorization Success 900']]);
  });

  it.each([
    ['EUR', 1999, 1999],
    ['JPY', 1999, 1999],
    ['KWD', 12_345, 12_345],
    ['CLP', 19_990, 1_999_000],
    ['ISK', 4500, 450_000],
  ])('is told to Adyen in Adyen’s digits: %s', async (currency, centAmount, value) => {
    const { pay } = await newShopper(stack(), { cart: { currency, total: centAmount } });
    const { body } = await pay(card());
    expect(stack().adyen.control.payment(body.paymentReference)?.amount).toEqual({ currency, value });
    expect(await linesOf(stack(), body.paymentReference)).toEqual([`Authorization Success ${centAmount}`]);
  });

  it('takes the amount from the cart, its taxes and shipping included', async () => {
    const { cartId, pay } = await newShopper(stack(), {
      cart: { lineItems: [{ sku: 'lamp', quantity: 3 }] },
    });
    const { body } = await pay(card());
    const gross = stack().commercetools.control.cart(cartId).taxedPrice?.totalGross.centAmount;
    expect(gross).toBeGreaterThan(3 * 6450);
    expect(stack().adyen.control.payment(body.paymentReference)?.amount.value).toBe(gross);
  });
});

describe('what the browser must not decide', () => {
  it('is not taken from the body', async () => {
    const { pay } = await newShopper(stack(), { cart: { total: 5000 } });
    const { body } = await pay({
      ...card(),
      amount: { currency: 'EUR', value: 1 },
      merchantAccount: 'AnotherMerchant',
      reference: 'my-own-reference',
      shopperReference: 'somebody-else',
      recurringProcessingModel: 'Subscription',
      captureDelayHours: 0,
      splits: [{ account: 'X', type: 'Default' }],
      additionalData: { manualCapture: 'false' },
      metadata: { cartId: 'another' },
      storePaymentMethod: true,
    });
    expect(body.resultCode).toBe('Authorised');
    const [sent] = sentToAdyen(body.paymentReference);
    expect(sent?.body).toMatchObject({
      amount: { currency: 'EUR', value: 5000 },
      merchantAccount: stack().adyen.merchantAccount,
      reference: body.paymentReference,
    });
    for (const field of ['splits', 'captureDelayHours', 'storePaymentMethod', 'recurringProcessingModel']) {
      expect(sent?.body).not.toHaveProperty(field);
    }
    // What is stated of the capture is the connector's own.
    expect(sent?.body).toMatchObject({ additionalData: { manualCapture: 'true' } });
    expect(JSON.stringify(sent?.body)).not.toMatch(/somebody-else|my-own-reference/);
  });

  it('includes the method, where the session allows only some', async () => {
    const { cartId, pay } = await newShopper(stack(), { metadata: { allowedPaymentMethods: ['ideal'] } });
    const answer = await pay<ErrorAnswer>(card());
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(paymentsOf(cartId)).toEqual([]);
    expect((await pay(method('ideal'))).status).toBe(200);
  });
});

describe('an attempt that does not end at once', () => {
  it('is Initial while the shopper is at the bank, and has Adyen’s reference', async () => {
    const { pay } = await newShopper(stack(), { cart: { total: 700 } });
    const { body } = await pay(method('ideal'));
    expect(body).toMatchObject({ resultCode: 'RedirectShopper', action: { type: 'redirect' } });
    const payment = await stack().payment(body.paymentReference);
    const pspReference = stack().adyen.control.payment(body.paymentReference)?.pspReference;
    expect(payment.interfaceId).toBe(pspReference);
    expect(payment.transactions).toMatchObject([
      { type: 'Authorization', state: 'Initial', interactionId: pspReference },
    ]);
  });

  it('is Pending when Adyen has received it, and ends by webhook', async () => {
    const { pay } = await newShopper(stack(), { cart: { total: 700 } });
    const body = (
      await pay({
        ...method('sepadirectdebit'),
        paymentMethod: { type: 'sepadirectdebit', ownerName: 'A. Klaassen', iban: 'NL13TEST0123456789' },
      })
    ).body;
    expect(['Received', 'Pending', 'Authorised']).toContain(body.resultCode);
    await expect.poll(() => linesOf(stack(), body.paymentReference)).toEqual(['Authorization Success 700']);
  });

  it('tells a refusal without Adyen’s raw reason, and leaves the way open for another card', async () => {
    const { cartId, sessionId, pay } = await newShopper(stack(), { cart: { total: 700 } });
    const refused = await pay(card('4000000000009995'));
    expect(refused.status).toBe(200);
    expect(refused.body.resultCode).toBe('Refused');
    expect(refused.body.refusalReason ?? '').not.toMatch(/balance/i);
    const status = await stack().call(`/payments/${refused.body.paymentReference}`, { sessionId });
    expect(status.body).toMatchObject({ paymentReference: refused.body.paymentReference, status: 'failed' });

    expect((await pay(card())).body.resultCode).toBe('Authorised');
    expect(paymentsOf(cartId).map(lines)).toEqual([
      ['Authorization Failure 700'],
      ['Authorization Success 700'],
    ]);
  });
});

describe('the same attempt sent twice', () => {
  const key = () => ({ headers: { 'Idempotency-Key': randomUUID() } });

  it.each([
    ['with a key', true],
    ['without one', false],
  ])('at once, %s, is one Payment, one authorisation and one answer', async (_name, hasKey) => {
    const { cartId, pay } = await newShopper(stack());
    const call = hasKey ? key() : {};
    const answers = await Promise.all(Array.from({ length: 4 }, () => pay(card(), call)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(paymentsOf(cartId)).toHaveLength(1);
    expect(stack().adyen.control.payments(answers[0]?.body.paymentReference)).toHaveLength(1);
  });

  it('gets the same refusal again with the same key, and is a new attempt without one', async () => {
    const keyed = await newShopper(stack());
    const call = key();
    const first = await keyed.pay(card('4000000000000002'), call);
    expect(await keyed.pay(card('4000000000000002'), call)).toMatchObject({ status: 200, body: first.body });
    expect(paymentsOf(keyed.cartId)).toHaveLength(1);

    const bare = await newShopper(stack());
    await bare.pay(card('4000000000000002'));
    await bare.pay(card('4000000000000002'));
    expect(paymentsOf(bare.cartId).map(lines).flat()).toHaveLength(2);
  });

  it('gets the redirect again, to the same payment', async () => {
    const { pay } = await newShopper(stack());
    const call = key();
    const [first, second] = [await pay(method('ideal'), call), await pay(method('ideal'), call)];
    expect(second.body).toEqual(first.body);
    expect(stack().adyen.control.payments(first.body.paymentReference)).toHaveLength(1);
  });

  it('is refused when the key comes with another body', async () => {
    const { pay } = await newShopper(stack());
    const call = key();
    await pay(card(), call);
    expect((await pay(method('ideal'), call)).status).toBe(409);
  });
});

describe('a second attempt on the same cart', () => {
  it('gets 409 PaymentInProgress while the first is at Adyen', async () => {
    const { pay } = await newShopper(stack());
    stack().adyen.control.fault({ path: '/payments$', delayMs: 700 });
    const first = pay(card());
    await expect.poll(() => stack().adyen.control.journal('/payments$').at(-1)?.status).toBeUndefined();
    const second = await pay<ErrorAnswer>(card('5555444433331111'));
    expect(second.status).toBe(409);
    expect(second.body.errors[0]?.code).toBe('PaymentInProgress');
    expect((await first).body.resultCode).toBe('Authorised');
  });

  it('gets 400 on a cart that is paid, and Adyen is not asked', async () => {
    const { pay } = await newShopper(stack());
    await pay(card());
    const before = stack().adyen.control.journal().length;
    expect((await pay<ErrorAnswer>(card('5555444433331111'))).status).toBe(400);
    expect(stack().adyen.control.journal().length).toBe(before);
  });

  it('is free to go after a redirect that nobody finished', async () => {
    const { pay } = await newShopper(stack());
    await pay(method('ideal'));
    expect((await pay(card())).body.resultCode).toBe('Authorised');
  });
});

describe('an answer that is lost', () => {
  it('is asked for again with the same key, without a second authorisation', async () => {
    const { pay } = await newShopper(stack());
    stack().adyen.control.fault({ path: '/payments$', processed: true, drop: true });
    const { status, body } = await pay(card());
    expect([status, body.resultCode]).toEqual([200, 'Authorised']);
    expect(stack().adyen.control.payments(body.paymentReference)).toHaveLength(1);
    const keys = sentToAdyen(body.paymentReference).map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
  });

  it('is a 504 with the reference when it stays lost, and the webhook settles it', async () => {
    const { sessionId, pay } = await newShopper(stack(), { cart: { total: 600 } });
    stack().adyen.control.holdWebhooks();
    stack().adyen.control.fault({ path: '/payments$', processed: true, drop: true, times: 200 });
    const lost = await pay<ErrorAnswer>(card());
    expect(lost.status).toBe(504);
    const reference = lost.body.errors[0]?.['paymentReference'] as string;
    expect(await linesOf(stack(), reference)).toEqual(['Authorization Initial 600']);

    await useUpFault(stack(), '/v72/payments');
    stack().adyen.control.releaseWebhooks();
    await expect.poll(() => linesOf(stack(), reference)).toEqual(['Authorization Success 600']);
    const status = await stack().call<{ status: string }>(`/payments/${reference}`, { sessionId });
    expect(status.body.status).toBe('authorised');
    const repeated = await pay(card());
    expect(repeated.body).toMatchObject({ paymentReference: reference, resultCode: 'Authorised' });
    expect(stack().adyen.control.payments(reference)).toHaveLength(1);
  });

  it('and a refused request is told with Adyen’s error code, not its body', async () => {
    const { pay } = await newShopper(stack());
    const body = { status: 422, errorCode: '101', message: 'Invalid card number', errorType: 'validation' };
    stack().adyen.control.fault({ path: '/payments$', respond: { status: 422, body } });
    const answer = await pay<ErrorAnswer>(card());
    expect([400, 422]).toContain(answer.status);
    expect(answer.body.errors[0]?.code).toBe('AdyenError-101');
  });
});
