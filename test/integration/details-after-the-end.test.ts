import { describe, expect, it } from 'vitest';
import { linesOf, method, newShopper, useStack, type ErrorAnswer, type PaymentAnswer } from './support.ts';

const stack = useStack();

const refusal = { status: 422, errorCode: '174', message: 'Unable to decrypt data', errorType: 'validation' };

/** The next details are refused, as Adyen does once a payment has ended. */
const refuseDetails = (): void =>
  stack().adyen.control.fault({ path: '/payments/details$', respond: { status: 422, body: refusal } });

type Answer = PaymentAnswer & ErrorAnswer & { remainingAmount?: object };

/** A redirect whose end a notification has brought before the shopper came back. */
const endedRedirect = async (end: 'approve' | 'decline', total = 1500) => {
  const shopper = await newShopper(stack(), { cart: { total } });
  const { paymentReference } = (await shopper.pay(method('ideal'))).body;
  const { control } = stack().adyen;
  control[end](paymentReference);
  await control.whenIdle();
  refuseDetails();
  const query = new URLSearchParams({ paymentReference, ctsid: shopper.sessionId, redirectResult: 'X' });
  return {
    ...shopper,
    paymentReference,
    body: { paymentReference, details: { redirectResult: 'X' } },
    returnUrl: `${stack().processorUrl}/payments/details?${query.toString()}`,
  };
};

describe('details that Adyen takes no more, of a payment that a notification has ended', () => {
  it('say that it has succeeded', async () => {
    const { sendDetails, body, paymentReference } = await endedRedirect('approve');
    const { status, body: answer } = await sendDetails<Answer>(body);
    expect(status).toBe(200);
    expect(answer).toEqual({
      paymentReference,
      resultCode: 'Authorised',
      merchantReturnUrl: expect.stringContaining(paymentReference) as string,
    });
    expect(await linesOf(stack(), paymentReference)).toEqual([
      'Authorization Success 1500',
      'Charge Success 1500',
    ]);
  });

  it('say that it has failed, and why', async () => {
    const { sendDetails, body, paymentReference } = await endedRedirect('decline');
    const { status, body: answer } = await sendDetails<Answer>(body);
    expect([status, answer.resultCode, answer.merchantReturnUrl]).toEqual([200, 'Refused', undefined]);
    expect(answer.refusalReason).toBeDefined();
    expect(await linesOf(stack(), paymentReference)).toEqual(['Authorization Failure 1500']);
  });

  it('say what the cart still owes', async () => {
    const { sendDetails, body, cartId } = await endedRedirect('approve');
    const { control } = stack().commercetools;
    const cart = control.cart(cartId);
    const total = { ...cart.totalPrice, centAmount: 2000 };
    control.putCart({
      ...cart,
      version: cart.version + 1,
      totalPrice: total,
      taxedPrice: { totalNet: total, totalGross: total, taxPortions: [] },
    });
    const { body: answer } = await sendDetails<Answer>(body);
    expect(answer).toMatchObject({
      resultCode: 'Authorised',
      remainingAmount: { centAmount: 500, currencyCode: 'EUR' },
    });
    expect(answer).not.toHaveProperty('merchantReturnUrl');
  });

  it('bring the shopper who returns to the merchant’s page', async () => {
    const { returnUrl, paymentReference } = await endedRedirect('approve');
    const response = await fetch(returnUrl, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toContain(paymentReference);
  });

  it('are refused as before where the payment has not ended', async () => {
    const { pay, sendDetails } = await newShopper(stack());
    const { paymentReference } = (await pay(method('ideal'))).body;
    refuseDetails();
    const answer = await sendDetails<ErrorAnswer>({ paymentReference, details: { redirectResult: 'X' } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ code: 'AdyenError-174' }] } });
  });

  it.each([
    ['its reference', (paymentReference: string) => ({ paymentReference })],
    ['its method', () => ({ paymentMethod: 'paypal' })],
  ])('say so of an express payment that is named by %s', async (_how, naming) => {
    const { sessionId } = await newShopper(stack(), { cart: { total: 1500 } });
    const paypal = { paymentMethod: { type: 'paypal', subtype: 'express' } };
    const started = await stack().call<PaymentAnswer>('/express-payments', { sessionId, body: paypal });
    const { paymentReference } = started.body;
    stack().adyen.control.approve(paymentReference);
    await stack().adyen.control.whenIdle();
    refuseDetails();
    const { status, body } = await stack().call<Answer>('/express-payments/details', {
      sessionId,
      body: { details: { orderID: 'ORDER', payerID: 'P' }, ...naming(paymentReference) },
    });
    expect([status, body.resultCode, body.paymentReference]).toEqual([200, 'Authorised', paymentReference]);
  });
});
