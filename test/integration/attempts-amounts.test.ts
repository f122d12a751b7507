import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { card, method, newShopper, settledLines, useStack, type ErrorAnswer } from './support.ts';
import { payAtTheBank } from './bank.ts';

const stack = useStack();
let token = '';
beforeAll(() => {
  token = stack().commercetools.control.issueToken({ scopes: ['manage_project'] });
});

const sentAmount = (reference: string) => stack().adyen.control.payment(reference)?.amount.value;

const intent = (id: string, action: string, centAmount?: number, currencyCode = 'EUR') =>
  stack().call<{ outcome?: string }>(`/operations/payment-intents/${id}`, {
    headers: { Authorization: `Bearer ${token}` },
    body: {
      actions: [{ action, ...(centAmount !== undefined && { amount: { centAmount, currencyCode } }) }],
    },
  });

const settled = (id: string): Promise<string[]> => settledLines(stack(), id);

describe('what is asked of Adyen is what the cart owes', () => {
  it('less what the session plans to take from a gift card', async () => {
    const { pay } = await newShopper(stack(), {
      cart: { total: 5000 },
      metadata: { giftCardPlannedAmount: { centAmount: 1500, currencyCode: 'EUR' } },
    });
    const { body } = await pay(card());
    expect(sentAmount(body.paymentReference)).toBe(3500);
  });

  it('less what another payment holds, when the cart has grown since', async () => {
    const { cartId, pay } = await newShopper(stack(), { cart: { lineItems: [{ sku: 'mug' }] } });
    const first = await pay(card());
    const { version } = stack().commercetools.control.cart(cartId);
    await stack().commercetools.control.request('POST', `/carts/${cartId}`, {
      version,
      actions: [{ action: 'addLineItem', sku: 'lamp' }],
    });
    const second = await pay(card('5555444433331111'));
    const gross = stack().commercetools.control.cart(cartId).taxedPrice?.totalGross.centAmount ?? 0;
    expect(sentAmount(second.body.paymentReference)).toBe(
      gross - (sentAmount(first.body.paymentReference) ?? 0),
    );
  });

  it('and one refunded cent is owed again, not the whole', async () => {
    const { pay } = await newShopper(stack(), { cart: { total: 1000 } });
    const { body } = await pay(card());
    await intent(body.paymentReference, 'capturePayment', 1000);
    await settled(body.paymentReference);
    await intent(body.paymentReference, 'refundPayment', 1);
    await settled(body.paymentReference);
    expect(sentAmount((await pay(card('5555444433331111'))).body.paymentReference)).toBe(1);
  });

  it('all of it again once everything was given back, also for a body that is always the same', async () => {
    const { pay, sendDetails } = await newShopper(stack(), { cart: { total: 1000 } });
    const payByBank = async () => {
      const { body } = await pay(method('ideal'));
      const redirectResult = await payAtTheBank(body.action?.url ?? '');
      await sendDetails({ details: { redirectResult }, paymentReference: body.paymentReference });
      await stack().adyen.control.whenIdle();
      return body.paymentReference;
    };
    const first = await payByBank();
    await intent(first, 'refundPayment', 1000);
    expect(await settled(first)).toContain('Refund Success 1000');
    const second = await payByBank();
    expect(second).not.toBe(first);
    expect(await settled(second)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
  });

  it('as it is now, where the cart has changed since the shopper was sent to a bank', async () => {
    const { cartId, pay } = await newShopper(stack(), { cart: { lineItems: [{ sku: 'mug' }] } });
    const first = await pay(method('ideal'));
    const again = await pay(method('ideal'));
    expect(again.body.paymentReference).toBe(first.body.paymentReference);

    const { version } = stack().commercetools.control.cart(cartId);
    await stack().commercetools.control.request('POST', `/carts/${cartId}`, {
      version,
      actions: [{ action: 'addLineItem', sku: 'lamp' }],
    });
    const second = await pay(method('ideal'));
    expect(second.body.paymentReference).not.toBe(first.body.paymentReference);
    expect(sentAmount(second.body.paymentReference)).toBe(
      stack().commercetools.control.cart(cartId).taxedPrice?.totalGross.centAmount,
    );
  });

  it('also where a payment that the cart refers to was deleted', async () => {
    const { pay } = await newShopper(stack(), { cart: { total: 1000 } });
    const { body } = await pay(card('4000000000000002'));
    const { version } = await stack().payment(body.paymentReference);
    await stack().commercetools.control.request(
      'DELETE',
      `/payments/${body.paymentReference}?version=${version}`,
    );
    expect(sentAmount((await pay(card())).body.paymentReference)).toBe(1000);
  });

  it('nothing, for a cart of zero, where the shopper stores no method', async () => {
    const { pay } = await newShopper(stack(), { cart: { total: 0 } });
    const before = stack().adyen.control.journal().length;
    expect((await pay<ErrorAnswer>({ ...card(), storePaymentMethod: true })).status).toBe(400);
    expect((await pay<ErrorAnswer>(card(), { headers: { 'Idempotency-Key': randomUUID() } })).status).toBe(
      400,
    );
    expect(stack().adyen.control.journal().length).toBe(before);
  });
});

describe('an amount that Adyen counts in other units', () => {
  it.each([
    ['CLP', 19_990, 5_000],
    ['ISK', 4_500, 1_000],
    ['IDR', 1_999_900, 100_000],
    ['JPY', 1_999, 500],
    ['KWD', 12_345, 1_000],
  ])('%s is authorised, captured and refunded by Adyen’s table', async (currency, total, part) => {
    const shift = { CLP: 100, ISK: 100, IDR: 0.01 }[currency] ?? 1;
    const { pay } = await newShopper(stack(), { cart: { currency, total } });
    const { body } = await pay(card());
    const id = body.paymentReference;
    expect(sentAmount(id)).toBe(total * shift);
    expect((await intent(id, 'capturePayment', part, currency)).status).toBe(200);
    expect(await settled(id)).toContain(`Charge Success ${part}`);
    expect((await intent(id, 'refundPayment', part, currency)).status).toBe(200);
    expect(await settled(id)).toContain(`Refund Success ${part}`);
    expect(stack().adyen.control.payment(id)).toMatchObject({
      captured: part * shift,
      refunded: part * shift,
    });
    expect(stack().logs()).not.toContain('AmountMismatch');
  });

  it('and that Adyen cannot express is a 400 that names the currency; Adyen is not asked', async () => {
    const before = stack().adyen.control.journal().length;
    const { pay } = await newShopper(stack(), { cart: { currency: 'IDR', total: 1_999_950 } });
    const refused = await pay<ErrorAnswer>(card());
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain('IDR');
    expect(stack().adyen.control.journal().length).toBe(before);

    const payable = await newShopper(stack(), { cart: { currency: 'IDR', total: 1_999_900 } });
    const { body } = await payable.pay(card());
    expect((await intent(body.paymentReference, 'capturePayment', 150, 'IDR')).status).toBe(400);
    expect(await settled(body.paymentReference)).toEqual(['Authorization Success 1999900']);
  });
});
