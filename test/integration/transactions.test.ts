import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { newCustomer, newCustomersCart, sentFor, storeCard, storing } from './stored-support.ts';
import { newPspReference } from './webhook.ts';
import { card, lines, linesOf, newShopper, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack({ environment: { ...storing, ADYEN_TIMEOUT_MS: '2000' } });

let customerId: string;
let paymentMethodId: string;
let token: string;

beforeEach(async () => {
  customerId = await newCustomer(stack());
  const stored = await storeCard(stack(), customerId);
  paymentMethodId = stored.id;
  token = stored.token?.value ?? '';
});

interface TransactionAnswer {
  transactionStatus: { state: string; errors: { code: string; message: string }[] };
  paymentId: string;
}

const authorisation = (scope = 'manage_checkout_transactions') => ({
  Authorization: `Bearer ${stack().commercetools.control.issueToken({ scopes: [scope] })}`,
});

const charge = <Body = TransactionAnswer>(body: object) =>
  stack().call<Body>('/operations/transactions', {
    headers: authorisation(),
    body: { paymentMethodId, checkoutTransactionItemId: randomUUID(), type: 'Recurring', ...body },
  });

const newCart = async (cart: Parameters<typeof newCustomersCart>[2] = {}) =>
  (await newCustomersCart(stack(), customerId, { cart: { total: 2500 }, ...cart })).cartId;

const paymentsOf = (cartId: string) => stack().commercetools.control.payments(cartId);
const refuseNext = () => stack().adyen.control.outcome({ operation: 'payment', resultCode: 'Refused' });

describe('a charge without the shopper', () => {
  it('is a subscription’s continuation with the customer’s token, of what the cart owes', async () => {
    const cartId = await newCart();
    const checkoutTransactionItemId = randomUUID();
    const { status, body } = await charge({
      cartId,
      checkoutTransactionItemId,
      futureOrderNumber: 'order-4711',
      paymentInterface: 'checkout-integration',
    });
    expect([status, body.transactionStatus]).toEqual([201, { state: 'Completed', errors: [] }]);
    const request = sentFor(stack(), body.paymentId);
    expect(request).toMatchObject({
      amount: { currency: 'EUR', value: 2500 },
      shopperReference: customerId,
      shopperInteraction: 'ContAuth',
      recurringProcessingModel: 'Subscription',
      paymentMethod: { type: 'scheme', storedPaymentMethodId: token },
      merchantOrderReference: 'order-4711',
      metadata: { futureOrderNumber: 'order-4711' },
    });
    expect(paymentsOf(cartId)).toMatchObject([
      {
        id: body.paymentId,
        checkoutTransactionItemId,
        customer: { id: customerId },
        paymentMethodInfo: { paymentInterface: 'checkout-integration', method: 'scheme' },
      },
    ]);
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), body.paymentId)).toEqual(['Authorization Success 2500']);
  });

  it('takes the older form of the method, and an amount up to what is owed', async () => {
    const cartId = await newCart();
    const amount = { centAmount: 1000, currencyCode: 'EUR' };
    const first = await charge({
      cartId,
      amount,
      paymentMethodId: undefined,
      paymentMethod: { id: paymentMethodId },
    });
    expect(first.body.transactionStatus.state).toBe('Completed');
    const tooMuch = await charge<ErrorAnswer>({ cartId, amount: { ...amount, centAmount: 1501 } });
    expect([tooMuch.status, tooMuch.body.errors[0]?.['owed']]).toEqual([400, 1500]);
    expect((await charge({ cartId })).body.transactionStatus.state).toBe('Completed');
    expect(paymentsOf(cartId).flatMap(lines)).toEqual([
      'Authorization Success 1000',
      'Authorization Success 1500',
    ]);
    expect((await charge({ cartId })).status).toBe(400);
  });

  it('is Pending while Adyen has not decided', async () => {
    const cartId = await newCart();
    stack().adyen.control.outcome({ operation: 'payment', resultCode: 'Received' });
    const { status, body } = await charge({ cartId });
    expect([status, body.transactionStatus.state]).toEqual([201, 'Pending']);
    expect(await linesOf(stack(), body.paymentId)).toEqual(['Authorization Pending 2500']);
  });
});

describe('a charge that Adyen answers with something for the shopper to do', () => {
  const actions = {
    RedirectShopper: { type: 'redirect', method: 'GET', url: 'https://bank.example' },
    ChallengeShopper: { type: 'threeDS2', subtype: 'challenge', token: 'x' },
    IdentifyShopper: { type: 'threeDS2', subtype: 'fingerprint', token: 'x' },
    PresentToShopper: { type: 'voucher', paymentMethodType: 'multibanco' },
    Pending: { type: 'qrCode', paymentMethodType: 'swish' },
  };

  it.each(Object.entries(actions))('%s has failed, and can be made again', async (resultCode, action) => {
    const cartId = await newCart();
    const body = { resultCode, action, pspReference: newPspReference() };
    stack().adyen.control.fault({ path: '/payments$', respond: { status: 200, body } });
    const request = { cartId, checkoutTransactionItemId: randomUUID() };
    const { status, body: answer } = await charge(request);
    expect([status, answer.transactionStatus]).toEqual([
      201,
      {
        state: 'Failed',
        errors: [
          {
            code: 'PaymentRejected',
            message: 'The payment was refused: AuthenticationFailed.',
            retryAllowed: true,
          },
        ],
      },
    ]);
    expect(await linesOf(stack(), answer.paymentId)).toEqual(['Authorization Failure 2500']);
    const again = await charge(request);
    expect(again.body.transactionStatus.state).toBe('Completed');
    expect(again.body.paymentId).not.toBe(answer.paymentId);
  });
});

describe('a refusal with the advice of the card scheme', () => {
  it.each([
    ['03 : Do not try again', false, '03'],
    ['21', false, '21'],
    ['25 : Retry after 24 hours', true, '25'],
  ])(
    '%s says whether another try is allowed, also when it is asked again',
    async (advice, retryAllowed, code) => {
      const cartId = await newCart();
      const body = {
        resultCode: 'Refused',
        pspReference: newPspReference(),
        refusalReason: 'Refused',
        refusalReasonCode: '2',
        additionalData: { merchantAdviceCode: advice, avsResult: '2 Neither postal code nor address match' },
        fraudResult: { accountScore: 40 },
      };
      stack().adyen.control.fault({ path: '/payments$', respond: { status: 200, body } });
      const request = { cartId, checkoutTransactionItemId: randomUUID(), idempotencyKey: randomUUID() };
      const answers = [await charge(request), await charge(request)];
      for (const { body: answer } of answers) {
        expect(answer.transactionStatus).toMatchObject({
          state: 'Failed',
          errors: [{ code: 'PaymentRejected', retryAllowed, merchantAdviceCode: code }],
        });
      }
      expect(answers[0]?.body).toEqual(answers[1]?.body);
      const [payment] = paymentsOf(cartId);
      expect(payment?.transactions[0]?.custom?.fields).toMatchObject({
        adyenConnectorMerchantAdvice: code,
        adyenConnectorAvsResult: '2 Neither postal code nor address match',
        adyenConnectorFraudScore: '40',
      });
    },
  );
});

describe('the same charge asked for again', () => {
  it('with an idempotency key is answered the same, refusals included', async () => {
    for (const isRefused of [false, true]) {
      const cartId = await newCart();
      const request = { cartId, checkoutTransactionItemId: randomUUID(), idempotencyKey: randomUUID() };
      if (isRefused) refuseNext();
      const answers = [await charge(request), await charge(request), await charge(request)];
      expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
      expect(answers[0]?.body.transactionStatus).toMatchObject(
        isRefused ? { state: 'Failed', errors: [{ code: 'PaymentRejected' }] } : { state: 'Completed' },
      );
      expect(paymentsOf(cartId)).toHaveLength(1);
      expect(stack().adyen.control.payments(answers[0]?.body.paymentId)).toHaveLength(1);
    }
  });

  it('at the same time is one authorisation', async () => {
    const cartId = await newCart();
    const request = { cartId, checkoutTransactionItemId: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => charge(request)));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(stack().adyen.control.payments(answers[0]?.body.paymentId)).toHaveLength(1);
    expect(paymentsOf(cartId)).toHaveLength(1);
  });

  it('without a key charges an item once, and tries again after a refusal', async () => {
    const cartId = await newCart();
    const request = { cartId, checkoutTransactionItemId: randomUUID() };
    refuseNext();
    const refused = await charge(request);
    expect(refused.body.transactionStatus.state).toBe('Failed');
    const completed = await charge(request);
    expect(completed.body.transactionStatus.state).toBe('Completed');
    expect(completed.body.paymentId).not.toBe(refused.body.paymentId);
    expect((await charge(request)).body).toEqual(completed.body);
    expect(paymentsOf(cartId).flatMap(lines)).toEqual([
      'Authorization Failure 2500',
      'Authorization Success 2500',
    ]);
  });

  it('without the key that it was made with is answered from it, and tried again after a refusal', async () => {
    for (const isRefused of [false, true]) {
      const cartId = await newCart();
      const request = {
        cartId,
        checkoutTransactionItemId: randomUUID(),
        amount: { centAmount: 1000, currencyCode: 'EUR' },
      };
      if (isRefused) refuseNext();
      const first = await charge({ ...request, idempotencyKey: randomUUID() });
      const again = [await charge(request), await charge(request)];
      expect(again.map(({ body }) => body.transactionStatus.state)).toEqual(['Completed', 'Completed']);
      expect(again[0]?.body).toEqual(again[1]?.body);
      expect(again[0]?.body.paymentId === first.body.paymentId).toBe(!isRefused);
      expect(paymentsOf(cartId)).toHaveLength(isRefused ? 2 : 1);
    }
  });

  it('is refused for an item that the shopper has paid', async () => {
    const checkoutTransactionItemId = randomUUID();
    const { cartId, pay } = await newCustomersCart(stack(), customerId, {
      metadata: { checkoutTransactionItemId },
    });
    await pay(card());
    expect((await charge({ cartId, checkoutTransactionItemId })).status).toBe(400);
    expect(paymentsOf(cartId)).toHaveLength(1);
  });

  it('without the key after a lost answer continues the first', async () => {
    const cartId = await newCart();
    const request = { cartId, checkoutTransactionItemId: randomUUID() };
    stack().adyen.control.holdWebhooks();
    stack().adyen.control.fault({ path: '/payments$', processed: true, drop: true, times: 4 });
    await charge<ErrorAnswer>({ ...request, idempotencyKey: randomUUID() });
    const { status, body } = await charge(request);
    stack().adyen.control.releaseWebhooks();
    expect([status, body.transactionStatus.state]).toEqual([201, 'Completed']);
    expect(paymentsOf(cartId)).toHaveLength(1);
    await stack().adyen.control.whenIdle();
  });

  it('is not made again when it was given back, nor answered otherwise when the method is gone', async () => {
    const cartId = await newCart();
    const request = { cartId, checkoutTransactionItemId: randomUUID() };
    const first = await charge(request);
    await stack().call(`/operations/payment-intents/${first.body.paymentId}`, {
      headers: authorisation('manage_checkout_payment_intents'),
      body: { actions: [{ action: 'cancelPayment' }] },
    });
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), first.body.paymentId)).toContain('CancelAuthorization Success 2500');
    const { sessionId } = await newCustomersCart(stack(), customerId);
    await stack().call(`/stored-payment-methods/${paymentMethodId}`, { method: 'DELETE', sessionId });
    expect(await charge(request)).toMatchObject({ status: 201, body: first.body });
    expect(paymentsOf(cartId)).toHaveLength(1);
  });

  it('is refused when the key comes with another charge', async () => {
    const cartId = await newCart();
    const request = { cartId, checkoutTransactionItemId: randomUUID(), idempotencyKey: randomUUID() };
    await charge(request);
    const other = await charge<ErrorAnswer>({ ...request, amount: { centAmount: 1, currencyCode: 'EUR' } });
    expect(other.status).toBe(409);
  });

  it('after a lost answer continues the first: no second authorisation', async () => {
    const cartId = await newCart();
    const request = { cartId, checkoutTransactionItemId: randomUUID() };
    stack().adyen.control.holdWebhooks();
    stack().adyen.control.fault({ path: '/payments$', processed: true, drop: true, times: 4 });
    const lost = await charge<ErrorAnswer>(request);
    if (lost.status !== 504) expect(lost.status).toBe(201);
    const { status, body } = await charge(request);
    stack().adyen.control.releaseWebhooks();
    expect([status, body.transactionStatus.state]).toEqual([201, 'Completed']);
    expect(stack().adyen.control.payments(body.paymentId)).toHaveLength(1);
    await stack().adyen.control.whenIdle();
  });

  it('while another attempt of the cart is at Adyen gets 409', async () => {
    const { cartId, pay } = await newCustomersCart(stack(), customerId);
    stack().adyen.control.fault({ path: '/payments$', delayMs: 700 });
    const first = pay(card());
    await expect.poll(() => stack().adyen.control.journal('/payments$').at(-1)?.status).toBeUndefined();
    const second = await charge<ErrorAnswer>({ cartId });
    expect([second.status, second.body.errors[0]?.code]).toEqual([409, 'PaymentInProgress']);
    await first;
  });
});

describe('a charge that cannot be', () => {
  const noAdyen = async (call: () => Promise<{ status: number }>): Promise<number> => {
    const before = stack().adyen.control.journal('/payments$').length;
    const { status } = await call();
    expect(stack().adyen.control.journal('/payments$').length).toBe(before);
    return status;
  };

  it('is refused for another customer’s method, an unknown one, a guest’s cart and an unknown cart', async () => {
    const cartId = await newCart();
    const foreign = await storeCard(stack(), await newCustomer(stack()));
    expect(await noAdyen(() => charge({ cartId, paymentMethodId: foreign.id }))).toBe(404);
    expect(await noAdyen(() => charge({ cartId, paymentMethodId: randomUUID() }))).toBe(404);
    expect(await noAdyen(() => charge({ cartId, paymentMethodId: token }))).toBe(404);
    const guest = await newShopper(stack());
    expect(await noAdyen(() => charge({ cartId: guest.cartId }))).toBe(400);
    expect(await noAdyen(() => charge({ cartId: randomUUID() }))).toBe(404);
    expect(paymentsOf(cartId)).toEqual([]);
  });

  it.each([
    ['cartId', { cartId: 'cart' }],
    ['paymentMethodId', { paymentMethodId: undefined }],
    ['checkoutTransactionItemId', { checkoutTransactionItemId: undefined }],
    ['amount.centAmount', { amount: { centAmount: 0, currencyCode: 'EUR' } }],
    ['amount.centAmount', { amount: { centAmount: 12.5, currencyCode: 'EUR' } }],
    ['amount.currencyCode', { amount: { centAmount: 100, currencyCode: 'USD' } }],
    ['type', { type: 'Other' }],
  ])('names the field that is wrong: %s', async (field, change) => {
    const cartId = await newCart();
    const { status, body } = await charge<ErrorAnswer>({ cartId, ...change });
    expect([status, body.errors[0]?.['field']]).toEqual([400, field]);
    expect(paymentsOf(cartId)).toEqual([]);
  });

  it('tells Adyen’s refusal of the token, the same again with the same key', async () => {
    const cartId = await newCart();
    const request = { cartId, checkoutTransactionItemId: randomUUID(), idempotencyKey: randomUUID() };
    const body = { status: 422, errorCode: '800', message: 'Contract not found', errorType: 'validation' };
    stack().adyen.control.fault({ path: '/payments$', respond: { status: 422, body } });
    const answers = [await charge<ErrorAnswer>(request), await charge<ErrorAnswer>(request)];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    expect(answers.map((answer) => answer.body.errors[0]?.code)).toEqual([
      'AdyenError-800',
      'AdyenError-800',
    ]);
    expect(await linesOf(stack(), paymentsOf(cartId)[0]?.id ?? '')).toEqual(['Authorization Failure 2500']);
  });

  it('needs a token with the right scope', async () => {
    const body = { cartId: await newCart(), paymentMethodId, checkoutTransactionItemId: 'item' };
    const call = (headers: Record<string, string>) =>
      stack().call('/operations/transactions', { headers, body });
    expect((await call({})).status).toBe(401);
    expect((await call({ Authorization: 'Bearer none' })).status).toBe(401);
    expect((await call(authorisation('manage_checkout_payment_intents'))).status).toBe(403);
  });
});
