import { beforeAll, describe, expect, it } from 'vitest';
import { chooseAtTheBank } from './bank.ts';
import { card, linesOf, method, newShopper, useStack, type ErrorAnswer } from './support.ts';
import { deliver, eventOf } from './webhook.ts';

const stack = useStack();
beforeAll(() => stack().adyen.control.holdWebhooks());

const atTheBank = async () => {
  const shopper = await newShopper(stack(), { cart: { total: 1500 } });
  const { body } = await shopper.pay(method('ideal'));
  return { ...shopper, reference: body.paymentReference, bank: body.action?.url ?? '' };
};

const statusOf = async (reference: string, sessionId: string) =>
  (await stack().call(`/payments/${reference}`, { method: 'GET', sessionId })).body;

const refused = (reference: string, reason: string) =>
  deliver(stack(), [eventOf(stack(), reference, 'AUTHORISATION', { success: 'false', reason })]);

describe('how an attempt stands', () => {
  it('is told while the shopper is at the bank', async () => {
    const { reference, sessionId } = await atTheBank();
    expect(await statusOf(reference, sessionId)).toEqual({
      paymentReference: reference,
      status: 'actionRequired',
    });
  });

  it.each([
    ['Shopper Cancelled', 'Cancelled'],
    ['CANCELLED', 'Cancelled'],
    ['Not enough balance', 'Refused'],
    ['', 'Refused'],
  ])('is told from the notification when the shopper never came back: %j', async (reason, resultCode) => {
    const { reference, sessionId } = await atTheBank();
    await refused(reference, reason);
    expect(await statusOf(reference, sessionId)).toMatchObject({ status: 'failed', resultCode });
  });

  it('is a failure once what was pending was refused', async () => {
    const { reference, sessionId, bank, sendDetails } = await atTheBank();
    const redirectResult = (await chooseAtTheBank(bank, 'pending')).searchParams.get('redirectResult');
    const { body } = await sendDetails({ paymentReference: reference, details: { redirectResult } });
    expect(body.resultCode).toBe('Pending');
    expect(await statusOf(reference, sessionId)).toMatchObject({ status: 'pending', resultCode: 'Pending' });
    await refused(reference, 'Refused');
    expect(await statusOf(reference, sessionId)).toMatchObject({ status: 'failed', resultCode: 'Refused' });
  });

  it('is not told of another shopper’s payment', async () => {
    const { reference } = await atTheBank();
    const { sessionId, pay } = await newShopper(stack());
    await pay(card());
    expect((await stack().call(`/payments/${reference}`, { method: 'GET', sessionId })).status).toBe(404);
  });
});

describe('the same attempt again', () => {
  it('is told why it failed, in words that the shopper may know', async () => {
    const { pay } = await newShopper(stack(), { cart: { total: 1500 } });
    const headers = { 'Idempotency-Key': 'cancelled-at-the-bank' };
    const { body } = await pay(method('ideal'), { headers });
    await refused(body.paymentReference, 'Shopper Cancelled');
    expect((await pay(method('ideal'), { headers })).body).toEqual({
      paymentReference: body.paymentReference,
      resultCode: 'Cancelled',
      refusalReason: 'Cancelled',
    });
  });
});

describe('an attempt that Adyen has answered while commercetools cannot be written', () => {
  it('names the Payment, and is settled by the same request', async () => {
    const { pay, cartId } = await newShopper(stack(), { cart: { total: 1500 } });
    const headers = { 'Idempotency-Key': 'written-too-late' };
    const fault = stack().commercetools.control.fault({
      method: 'POST',
      path: /\/payments\/[^/]+$/,
      status: 503,
      times: 'always',
    });
    const { status, body } = await pay<ErrorAnswer>(card(), { headers });
    fault.remove();
    const [payment] = stack().commercetools.control.payments(cartId);
    expect([status, body.errors[0]?.['paymentReference']]).toEqual([503, payment?.id]);
    const again = await pay(card(), { headers });
    expect(again.body).toMatchObject({ resultCode: 'Authorised', paymentReference: payment?.id });
    expect(await linesOf(stack(), again.body.paymentReference)).toEqual(['Authorization Success 1500']);
  });
});
