import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAdyen, type EmbeddedAdyen } from '../index.ts';
import { card, merchantOf } from '../testing.ts';

let adyen: EmbeddedAdyen;
let merchant: ReturnType<typeof merchantOf>;

beforeAll(async () => {
  adyen = await startAdyen();
  merchant = merchantOf(adyen);
});
afterAll(() => adyen.stop());
beforeEach(() => {
  adyen.control.reset();
  adyen.control.settings({ approvalDelayMs: 0 });
});

const browser = async (path: string, body: unknown) => {
  const response = await fetch(`${adyen.webUrl}checkoutshopper/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
};
const eventsOf = () => adyen.control.deliveries().map(({ eventCode, success }) => `${eventCode} ${success}`);

describe('/paymentMethods', () => {
  const types = async (changes: Record<string, unknown>) => {
    const { body } = await merchant.call('/paymentMethods', {
      merchantAccount: adyen.merchantAccount,
      ...changes,
    });
    return (body['paymentMethods'] as { type: string; brands?: string[] }[]).map(({ type }) => type);
  };

  it("offers what the shopper's country and currency allow", async () => {
    const dutch = await types({ countryCode: 'NL', amount: { currency: 'EUR', value: 1000 } });
    expect(dutch).toEqual(expect.arrayContaining(['scheme', 'ideal', 'sepadirectdebit', 'klarna', 'paypal']));
    expect(dutch).not.toContain('blik');
    expect(await types({ countryCode: 'NL', amount: { currency: 'USD', value: 1000 } })).not.toContain(
      'ideal',
    );
    expect(await types({ countryCode: 'PL', amount: { currency: 'PLN', value: 1000 } })).toContain('blik');
  });

  it('is narrowed by methods and by brands', async () => {
    const allowedPaymentMethods = ['ideal', 'visa'];
    const { body } = await merchant.call('/paymentMethods', {
      merchantAccount: adyen.merchantAccount,
      countryCode: 'NL',
      allowedPaymentMethods,
      blockedPaymentMethods: ['googlepay', 'applepay'],
    });
    expect(body['paymentMethods']).toMatchObject([{ type: 'scheme', brands: ['visa'] }, { type: 'ideal' }]);
  });
});

describe('3-D Secure 2', () => {
  const native = {
    channel: 'Web',
    origin: 'http://localhost:1',
    authenticationData: { threeDSRequestData: { nativeThreeDS: 'preferred' } },
    browserInfo: {
      acceptHeader: '*/*',
      colorDepth: 24,
      javaEnabled: false,
      language: 'en',
      screenHeight: 1,
      screenWidth: 1,
      timeZoneOffset: 0,
      userAgent: 'x',
    },
  };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

  it.each([
    ['Y', 'Authorised'],
    ['N', 'Refused'],
  ])('asks for a fingerprint, then a challenge that ends %s', async (transStatus, resultCode) => {
    const first = await merchant.pay({ paymentMethod: card('4917610000000000'), ...native });
    expect(first.body).toMatchObject({
      resultCode: 'IdentifyShopper',
      action: { type: 'threeDS2', subtype: 'fingerprint' },
    });
    const { paymentData } = first.body['action'] as { paymentData: string };
    const next = await browser('v1/submitThreeDS2Fingerprint?token=sim', {
      paymentData,
      fingerprintResult: encode({ threeDSCompInd: 'Y' }),
    });
    const { authorisationToken, subtype } = next['action'] as { authorisationToken: string; subtype: string };
    expect(subtype).toBe('challenge');
    expect(eventsOf()).toEqual([]);
    const details = { threeDSResult: encode({ transStatus, authorisationToken }) };
    const last = await merchant.call('/payments/details', { details });
    expect(last.body).toMatchObject({
      resultCode,
      merchantReference: 'order-1',
      pspReference: first.body['pspReference'],
    });
    expect(eventsOf()).toEqual([`AUTHORISATION ${String(resultCode === 'Authorised')}`]);
  });

  it('redirects where the page cannot show it, and never when the shopper is absent', async () => {
    const redirected = await merchant.pay({ paymentMethod: card('4917610000000000') });
    expect(redirected.body).toMatchObject({ resultCode: 'RedirectShopper', action: { method: 'POST' } });
    const absent = await merchant.pay({
      paymentMethod: card('4917610000000000'),
      shopperInteraction: 'ContAuth',
      ...native,
    });
    expect(absent.body['resultCode']).toBe('Authorised');
  });
});

describe('methods that wait', () => {
  it('BLIK is polled until the shopper confirms', async () => {
    const { body } = await merchant.pay({
      amount: { currency: 'PLN', value: 1000 },
      paymentMethod: { type: 'blik', blikCode: '777123' },
    });
    expect(body).toMatchObject({
      resultCode: 'Pending',
      action: { type: 'await', paymentMethodType: 'blik' },
    });
    const { paymentData } = body['action'] as { paymentData: string };
    const status = () => browser('services/PaymentInitiation/v1/status?clientKey=sim', { paymentData });
    expect(await status()).toMatchObject({ type: 'pending' });
    adyen.control.approve('order-1');
    const done = await status();
    expect(done).toMatchObject({ type: 'complete', resultCode: 'authorised' });
    const answer = await merchant.call('/payments/details', {
      details: { payload: done['payload'] },
      paymentData,
    });
    expect(answer.body['resultCode']).toBe('Authorised');
  });

  it('confirms by itself after a while, or refuses by code', async () => {
    adyen.control.settings({ approvalDelayMs: 20 });
    const pln = { currency: 'PLN', value: 1000 };
    await merchant.pay({
      amount: pln,
      reference: 'yes',
      paymentMethod: { type: 'blik', blikCode: '777123' },
    });
    await merchant.pay({ amount: pln, reference: 'no', paymentMethod: { type: 'blik', blikCode: '000000' } });
    await expect
      .poll(() => adyen.control.payments().map(({ state }) => state))
      .toEqual(['authorised', 'refused']);
  });

  it('SEPA is received, then authorised; a voucher is paid when the control says so', async () => {
    const sepa = await merchant.pay({
      reference: 'sepa',
      paymentMethod: { type: 'sepadirectdebit', iban: 'DE87123456781234567890', ownerName: 'A. Schneider' },
    });
    expect(sepa.body['resultCode']).toBe('Received');
    await expect.poll(() => adyen.control.payment('sepa')?.state).toBe('authorised');
    const voucher = await merchant.pay({ reference: 'voucher', paymentMethod: { type: 'multibanco' } });
    expect(voucher.body).toMatchObject({
      resultCode: 'PresentToShopper',
      action: { type: 'voucher', entity: '12101' },
    });
    expect(adyen.control.payment('voucher')?.state).toBe('started');
    adyen.control.approve('voucher');
    expect(adyen.control.books().at(-1)).toMatchObject({ authorised: 1000, captured: 1000 });
  });
});

describe('stored methods', () => {
  const shopper = { shopperReference: 'shopper-1', recurringProcessingModel: 'CardOnFile' };
  const store = () => merchant.pay({ storePaymentMethod: true, ...shopper });
  const tokenOf = (body: Record<string, unknown>) =>
    (body['additionalData'] as Record<string, string>)['tokenization.storedPaymentMethodId'] ?? '';

  it('are made once, paid with by their shopper only, and removed', async () => {
    const id = tokenOf((await store()).body);
    expect(tokenOf((await store()).body)).toBe(id);
    expect(adyen.control.tokens()).toHaveLength(1);
    const paymentMethod = { type: 'scheme', storedPaymentMethodId: id };
    const charge = {
      paymentMethod,
      shopperInteraction: 'ContAuth',
      recurringProcessingModel: 'Subscription',
    };
    expect((await merchant.pay({ ...charge, shopperReference: 'shopper-1' })).body['resultCode']).toBe(
      'Authorised',
    );
    expect((await merchant.pay({ ...charge, shopperReference: 'shopper-2' })).body['errorCode']).toBe('800');

    const query = `?merchantAccount=${adyen.merchantAccount}&shopperReference=shopper-1`;
    const headers = { 'x-api-key': adyen.apiKey };
    const listed = await fetch(`${adyen.url}/v72/storedPaymentMethods${query}`, { headers });
    expect(await listed.json()).toMatchObject({
      storedPaymentMethods: [{ id, lastFour: '1111', brand: 'visa' }],
    });
    const remove = () =>
      fetch(`${adyen.url}/v72/storedPaymentMethods/${id}${query}`, { method: 'DELETE', headers });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(422);
    expect(adyen.control.deliveries().map(({ eventCode }) => eventCode)).toEqual(
      expect.arrayContaining([
        'recurring.token.created',
        'recurring.token.alreadyExisting',
        'recurring.token.disabled',
      ]),
    );
  });

  it('can be made without paying', async () => {
    const { body } = await merchant.pay({
      amount: { currency: 'EUR', value: 0 },
      storePaymentMethod: true,
      ...shopper,
    });
    expect(body).toMatchObject({ resultCode: 'Authorised', amount: { value: 0 } });
    expect(adyen.control.tokens()).toHaveLength(1);
  });
});

describe('gift cards and orders', () => {
  const gift = {
    type: 'giftcard',
    brand: 'svs',
    encryptedCardNumber: 'test_6036280000000000000',
    encryptedSecurityCode: 'test_737',
  };
  const open = async () => {
    const { body } = await merchant.call('/orders', {
      merchantAccount: adyen.merchantAccount,
      reference: 'order-1',
      amount: { currency: 'EUR', value: 8000 },
    });
    return { orderData: String(body['orderData']), pspReference: String(body['pspReference']) };
  };
  const eur = (value: number) => ({ amount: { currency: 'EUR', value } });

  it('pay an order in parts that close it', async () => {
    const balance = await merchant.call('/paymentMethods/balance', {
      merchantAccount: adyen.merchantAccount,
      paymentMethod: gift,
      ...eur(8000),
    });
    expect(balance.body).toMatchObject({ resultCode: 'NotEnoughBalance', balance: { value: 5000 } });
    const order = await open();
    const first = await merchant.pay({ paymentMethod: gift, order, ...eur(5000) });
    expect(first.body).toMatchObject({
      resultCode: 'Authorised',
      order: { remainingAmount: { value: 3000 } },
    });
    expect((await merchant.pay({ order, ...eur(3001) })).status).toBe(422);
    const rest = await merchant.pay({ order, ...eur(3000) });
    expect(rest.body).toMatchObject({ resultCode: 'Authorised', order: { remainingAmount: { value: 0 } } });
    const closed = adyen.control.deliveries().find(({ eventCode }) => eventCode === 'ORDER_CLOSED');
    expect(closed?.items[0]).toMatchObject({
      success: 'true',
      additionalData: {
        'order-1-pspReference': first.body['pspReference'],
        'order-1-paymentAmount': 'EUR 50.00',
        'order-2-pspReference': rest.body['pspReference'],
      },
    });
  });

  it('give everything back when the order is cancelled', async () => {
    const order = await open();
    await merchant.pay({ paymentMethod: gift, order, ...eur(5000) });
    const cancelled = await merchant.call('/orders/cancel', {
      merchantAccount: adyen.merchantAccount,
      order,
    });
    expect(cancelled.body['resultCode']).toBe('Received');
    expect(adyen.control.books()).toMatchObject([{ captured: 5000, refunded: 5000 }]);
    expect(eventsOf()).toEqual(['ORDER_OPENED true', 'AUTHORISATION true', 'ORDER_CLOSED false']);
    const again = await merchant.call('/paymentMethods/balance', {
      merchantAccount: adyen.merchantAccount,
      paymentMethod: gift,
      ...eur(1),
    });
    expect(again.body).toMatchObject({ balance: { value: 5000 } });
  });
});

describe('PayPal', () => {
  it('is approved in its own window; its order update must add up', async () => {
    const { body } = await merchant.pay({ paymentMethod: { type: 'paypal', subtype: 'express' } });
    expect(body).toMatchObject({
      resultCode: 'Pending',
      action: { type: 'sdk', paymentMethodType: 'paypal' },
    });
    const { paymentData, sdkData } = body['action'] as { paymentData: string; sdkData: { token: string } };
    const update = (value: number) =>
      merchant.call('/paypal/updateOrder', {
        pspReference: body['pspReference'],
        paymentData,
        amount: { currency: 'EUR', value },
        deliveryMethods: [
          {
            reference: 'std',
            description: 'Standard',
            type: 'Shipping',
            selected: true,
            amount: { currency: 'EUR', value: 500 },
          },
        ],
      });
    // Goods that cost more than at first; then cheaper ones, as with a discount.
    expect((await update(1600)).body['status']).toBe('error');
    expect((await update(1400)).body['status']).toBe('success');
    expect((await update(1500)).body['status']).toBe('success');
    const done = await merchant.call('/payments/details', {
      details: { orderID: sdkData.token, payerID: 'P1' },
      paymentData,
    });
    expect(done.body).toMatchObject({ resultCode: 'Authorised', amount: { value: 1500 } });
  });

  it('refunds a capture that is named', async () => {
    const { body } = await merchant.pay({ paymentMethod: { type: 'paypal' } });
    const { sdkData } = body['action'] as { sdkData: { token: string } };
    await merchant.call('/payments/details', { details: { orderID: sdkData.token } });
    const amount = { currency: 'EUR', value: 1000 };
    const captured = await merchant.modify(body['pspReference'], 'captures', { amount });
    await merchant.modify(body['pspReference'], 'refunds', { amount });
    expect(adyen.control.books()).toMatchObject([{ captured: 1000, refunded: 0 }]);
    await merchant.modify(body['pspReference'], 'refunds', {
      amount,
      capturePspReference: captured.body['pspReference'],
    });
    expect(adyen.control.books()).toMatchObject([{ captured: 1000, refunded: 1000 }]);
  });
});

describe('Klarna', () => {
  it('wants line items that add up, in the payment and in captures', async () => {
    const klarna = { paymentMethod: { type: 'klarna' }, countryCode: 'NL' };
    expect(
      (await merchant.pay({ ...klarna, lineItems: [{ quantity: 2, amountIncludingTax: 499 }] })).status,
    ).toBe(422);
    const { body } = await merchant.pay({ ...klarna, lineItems: [{ quantity: 2, amountIncludingTax: 500 }] });
    expect(body['resultCode']).toBe('RedirectShopper');
    adyen.control.approve('order-1');
    const amount = { currency: 'EUR', value: 500 };
    expect((await merchant.modify(body['pspReference'], 'captures', { amount })).status).toBe(422);
    const lineItems = [{ quantity: 1, amountIncludingTax: 500 }];
    expect((await merchant.modify(body['pspReference'], 'captures', { amount, lineItems })).status).toBe(201);
  });
});
