import { beforeAll, describe, expect, it } from 'vitest';
import { payAtTheBank } from './bank.ts';
import { method, newShopper, settledLines, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '2000' } });
let token = '';
beforeAll(() => {
  token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
});

const operate = (id: string, action: string, amount?: { centAmount: number; currencyCode: string }) =>
  stack().call<{ outcome?: string } & Partial<ErrorAnswer>>(`/operations/payment-intents/${id}`, {
    headers: { Authorization: `Bearer ${token}` },
    body: { actions: [{ action, ...(amount && { amount }) }] },
  });

const modifications = (id: string) => stack().adyen.control.payment(id)?.modifications ?? [];

/** Starts a payment with a method that the shopper finishes elsewhere. */
const started = async (type: string, cart: object, fields: object = {}) => {
  const { pay, sendDetails } = await newShopper(stack(), { cart });
  const { body } = await pay({ ...method(type), paymentMethod: { type, ...fields } });
  return { id: body.paymentReference, action: body.action, sendDetails };
};

/** Adyen says that the shopper has paid. */
const isPaid = (id: string) => {
  stack().adyen.control.sendEvent({ eventCode: 'AUTHORISATION', reference: id });
  return settledLines(stack(), id);
};

describe('a method that is captured with its authorisation', () => {
  const euro = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });

  it('is charged when it is authorised, can be refunded in parts, and is neither captured nor cancelled', async () => {
    const { id } = await started(
      'mbway',
      { total: 1000, country: 'PT' },
      { telephoneNumber: '+351912345678' },
    );
    expect((await operate(id, 'cancelPayment')).status).toBe(400);
    expect(await isPaid(id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);

    for (const refused of [
      await operate(id, 'capturePayment', euro(1000)),
      await operate(id, 'cancelPayment'),
    ]) {
      expect([refused.status, refused.body.errors?.[0]]).toEqual([
        400,
        expect.objectContaining({
          code: 'InvalidOperation',
          message: expect.stringContaining('captured with the authorisation') as string,
          remainingCentAmount: 0,
        }),
      ]);
    }
    expect(modifications(id)).toEqual([]);
    expect((await operate(id, 'refundPayment', euro(400))).body).toEqual({ outcome: 'received' });
    expect(await settledLines(stack(), id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 1000',
      'Refund Success 400',
    ]);
  });

  it('that knows no refund is not reversed either, and nothing is written or sent', async () => {
    const yen = { centAmount: 3000, currencyCode: 'JPY' };
    const { id } = await started(
      'econtext_stores',
      { total: 3000, currency: 'JPY', country: 'JP' },
      {
        firstName: 'Haruka',
        lastName: 'Mori',
        shopperEmail: 'haruka@example.com',
        telephoneNumber: '0312345678',
      },
    );
    const paid = await isPaid(id);
    expect(paid).toEqual(['Authorization Success 3000', 'Charge Success 3000']);
    for (const refused of [await operate(id, 'refundPayment', yen), await operate(id, 'reversePayment')]) {
      expect([refused.status, refused.body.message]).toEqual([
        400,
        expect.stringContaining('cannot be refunded'),
      ]);
    }
    expect(await settledLines(stack(), id)).toEqual(paid);
    expect(modifications(id)).toEqual([]);
  });
});

it('a method that knows one partial capture is captured once', async () => {
  const franc = (centAmount: number) => ({ centAmount, currencyCode: 'CHF' });
  const { id, action, sendDetails } = await started('twint', { total: 1000, currency: 'CHF', country: 'CH' });
  const redirectResult = await payAtTheBank(String(action?.url));
  await sendDetails({ details: { redirectResult }, paymentReference: id });
  expect((await operate(id, 'capturePayment', franc(400))).status).toBe(200);
  const second = await operate(id, 'capturePayment', franc(600));
  expect([second.status, second.body.message]).toEqual([400, expect.stringContaining('captured once')]);
  expect(await settledLines(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 400']);
  expect(modifications(id)).toHaveLength(1);
});
