import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAdyen, type EmbeddedAdyen } from './index.ts';
import { card, merchantOf, paymentBody, startReceiver } from './testing.ts';
import { assertValidRequests } from '../harness.ts';

let adyen: EmbeddedAdyen;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let merchant: ReturnType<typeof merchantOf>;

beforeAll(async () => {
  adyen = await startAdyen();
  receiver = await startReceiver();
  merchant = merchantOf(adyen);
});
afterAll(async () => {
  receiver.stop();
  await adyen.stop();
});
beforeEach(() => {
  adyen.control.reset();
  adyen.control.settings({ webhookDelayMs: 1 });
  adyen.control.setNotificationUrl(receiver.url);
  receiver.bodies.length = 0;
});

const events = async () => {
  await adyen.control.whenIdle();
  return receiver.items();
};

describe('a card payment', () => {
  it('is authorised, told by webhook with its metadata, captured in parts and refunded, and the books follow', async () => {
    const paid = await merchant.pay({ metadata: { ctPayment: 'order-1' } });
    expect(paid).toMatchObject({
      status: 200,
      body: { resultCode: 'Authorised', merchantReference: 'order-1', paymentMethod: { brand: 'visa' } },
    });
    const psp = paid.body['pspReference'];
    for (const value of [400, 600]) {
      const captured = await merchant.modify(psp, 'captures', {
        amount: { currency: 'EUR', value },
        reference: `c${value}`,
      });
      expect(captured).toMatchObject({ status: 201, body: { status: 'received', paymentPspReference: psp } });
    }
    await merchant.modify(psp, 'refunds', { amount: { currency: 'EUR', value: 250 } });

    const told = await events();
    expect(
      told.map(({ eventCode, success, merchantReference }) => [eventCode, success, merchantReference]),
    ).toEqual(
      expect.arrayContaining([
        ['AUTHORISATION', 'true', 'order-1'],
        ['CAPTURE', 'true', 'c400'],
        ['CAPTURE', 'true', 'c600'],
        ['REFUND', 'true', 'order-1'],
      ]),
    );
    const authorisation = told.find(({ eventCode }) => eventCode === 'AUTHORISATION');
    expect(authorisation?.additionalData).toMatchObject({
      'metadata.ctPayment': 'order-1',
      cardSummary: '1111',
    });
    expect(authorisation?.operations).toEqual(['CANCEL', 'CAPTURE', 'REFUND']);
    expect(adyen.control.books()).toMatchObject([
      {
        merchantReference: 'order-1',
        authorisations: 1,
        authorised: 1000,
        captured: 1000,
        refunded: 250,
        cancelled: 0,
      },
    ]);
  });

  it.each([
    ['captures', { amount: { currency: 'EUR', value: 1001 } }, 'CAPTURE', 'Insufficient balance on payment'],
    [
      'refunds',
      { amount: { currency: 'EUR', value: 1 } },
      'REFUND',
      "Transaction hasn't been captured, refund not possible",
    ],
  ])(
    'accepts impossible %s at first and tells the failure by webhook',
    async (operation, changes, eventCode, reason) => {
      const { body } = await merchant.pay();
      expect((await merchant.modify(body['pspReference'], operation, changes)).status).toBe(201);
      expect(await events()).toContainEqual(expect.objectContaining({ eventCode, success: 'false', reason }));
      expect(adyen.control.books()).toMatchObject([{ captured: 0, refunded: 0 }]);
    },
  );

  it('is cancelled before capture, reversed by refund after it', async () => {
    const first = await merchant.pay({ reference: 'first' });
    await merchant.modify(first.body['pspReference'], 'cancels');
    const second = await merchant.pay({ reference: 'second' });
    await merchant.modify(second.body['pspReference'], 'captures', {
      amount: { currency: 'EUR', value: 1000 },
    });
    await merchant.modify(second.body['pspReference'], 'reversals');
    const reversal = (await events()).find(({ eventCode }) => eventCode === 'CANCEL_OR_REFUND');
    expect(reversal?.additionalData).toMatchObject({ 'modification.action': 'refund' });
    expect(adyen.control.books()).toMatchObject([
      { merchantReference: 'first', cancelled: 1000, captured: 0 },
      { merchantReference: 'second', cancelled: 0, captured: 1000, refunded: 1000 },
    ]);
  });

  it('is not adjusted any more once it is cancelled', async () => {
    const { body } = await merchant.pay();
    await merchant.modify(body['pspReference'], 'cancels');
    await merchant.modify(body['pspReference'], 'amountUpdates', {
      reference: 'order-1',
      amount: { currency: 'EUR', value: 1200 },
    });
    expect(await events()).toContainEqual(
      expect.objectContaining({ eventCode: 'AUTHORISATION_ADJUSTMENT', success: 'false' }),
    );
    expect(adyen.control.books()).toMatchObject([{ authorised: 1000, cancelled: 1000 }]);
  });

  it.each([
    [card('4000000000000002'), 'Refused', 'Refused'],
    [card('4111111111111111', { holderName: 'NOT_ENOUGH_BALANCE' }), 'Refused', 'Not enough balance'],
    [card('4000000000000119'), 'Error', 'Acquirer Error'],
    [card('4111111111111111', { holderName: 'Shopper Cancelled' }), 'Refused', 'Shopper Cancelled'],
  ])('is refused by card number or holder name: %#', async (paymentMethod, resultCode, refusalReason) => {
    expect(await merchant.pay({ paymentMethod })).toMatchObject({
      status: 200,
      body: { resultCode, refusalReason },
    });
    expect(await events()).toMatchObject([
      { eventCode: 'AUTHORISATION', success: 'false', reason: refusalReason },
    ]);
  });
});

describe('a redirect method', () => {
  const start = async () => {
    const { body } = await merchant.pay({ paymentMethod: { type: 'ideal' } });
    const { url } = body['action'] as { url: string };
    return { body, url };
  };
  const choose = async (url: string, choice: string) => {
    const page = await fetch(url);
    expect(await page.text()).toContain('EUR 10.00');
    const response = await fetch(`${url}/decision`, {
      method: 'POST',
      body: new URLSearchParams({ choice }),
      redirect: 'manual',
    });
    return new URL(response.headers.get('location') ?? 'about:blank');
  };

  it.each([
    ['pay', 'Authorised', 'true'],
    ['cancel', 'Cancelled', 'false'],
    ['decline', 'Refused', 'false'],
  ])('comes back from the bank: %s', async (choice, resultCode, success) => {
    const { url } = await start();
    const back = await choose(url, choice);
    expect(back.searchParams.get('ctsid')).toBe('1');
    const details = { redirectResult: back.searchParams.get('redirectResult') };
    const answer = await merchant.call('/payments/details', { details });
    expect(answer.body).toMatchObject({ resultCode, merchantReference: 'order-1' });
    // A shopper may reload the page that she came back to.
    expect((await merchant.call('/payments/details', { details })).body).toEqual(answer.body);
    expect(await events()).toMatchObject([{ eventCode: 'AUTHORISATION', success, paymentMethod: 'ideal' }]);
  });

  it('is paid at the bank although the shopper never comes back', async () => {
    const { url } = await start();
    expect((await choose(url, 'payAndLeave')).href).toBe('about:blank');
    expect(await events()).toMatchObject([{ eventCode: 'AUTHORISATION', success: 'true' }]);
    expect(adyen.control.books()).toMatchObject([{ authorised: 1000, captured: 1000 }]);
  });

  it('refuses a result that it did not give', async () => {
    const { url } = await start();
    const back = await choose(url, 'damaged');
    const details = { redirectResult: back.searchParams.get('redirectResult') };
    expect((await merchant.call('/payments/details', { details })).status).toBe(422);
  });
});

describe('validation', () => {
  it.each([
    [{ amount: undefined }, 422, '100'],
    [{ reference: undefined }, 422, '130'],
    [{ reference: 'x'.repeat(81) }, 422, '702'],
    [{ amount: { currency: 'EUR', value: 10.5 } }, 400, '702'],
    [{ amount: { currency: 'EUR', value: -1 } }, 422, '137'],
    [{ amount: { currency: 'XXX', value: 1 } }, 422, '138'],
    [{ merchantAccount: 'Other' }, 403, '901'],
    [{ shopperRefrence: 'abc' }, 400, '702'],
    [{ paymentMethod: card(undefined, { encryptedCvc: 'test_737' }) }, 400, '702'],
    [{ paymentMethod: { type: 'scheme', number: '4111111111111111' } }, 403, '010'],
    [{ paymentMethod: card('4111111111111112') }, 422, '101'],
    [{ paymentMethod: { type: 'ideal' }, amount: { currency: 'USD', value: 1 } }, 422, '905_1'],
    [{ paymentMethod: { type: 'klarna' } }, 422, '14_0302'],
    [{ shopperInteraction: 'ecommerce' }, 422, '702'],
    [{ storePaymentMethod: true }, 422, '000'],
    [
      {
        paymentMethod: { type: 'scheme', storedPaymentMethodId: 'BCDFGHJKLMNPQRST' },
        shopperReference: 'shopper',
        recurringProcessingModel: 'CardOnFile',
      },
      422,
      '800',
    ],
    [{ metadata: { key: 'x'.repeat(81) } }, 422, '702'],
  ])('refuses %j with %i %s and opens no payment', async (changes, status, errorCode) => {
    const answer = await merchant.pay(changes);
    expect(answer).toMatchObject({ status, body: { status, errorCode } });
    expect(adyen.control.payments()).toEqual([]);
  });

  it('names the structure that an unknown field is in', async () => {
    const { body } = await merchant.pay({ paymentMethod: card(undefined, { encryptedCvc: 'test_737' }) });
    expect(body['message']).toBe(
      'Structure of CardDetails contains the following unknown fields: [encryptedCvc]',
    );
  });

  it('knows version 72 and its own key only', async () => {
    const body = JSON.stringify(paymentBody(adyen));
    const headers = { 'content-type': 'application/json', 'x-api-key': adyen.apiKey };
    const older = await fetch(`${adyen.url}/v71/payments`, { method: 'POST', headers, body });
    expect(older.status).toBe(404);
    const stranger = await merchant.pay({}, { 'x-api-key': 'wrong' });
    expect(stranger).toMatchObject({ status: 401, body: { errorCode: '000' } });
  });
});

describe('a request that is not as the API describes it', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a field that Adyen does not know', { unheardOf: true }],
    ['a field of a part that Adyen does not know', { riskData: { unheardOf: 'x' } }],
    ['a fraction of a minor unit', { amount: { currency: 'EUR', value: 10.5 } }],
    ['a word of no list', { shopperInteraction: 'Mail' }],
    ['a text that is too long', { reference: 'r'.repeat(81) }],
    [
      'metadata of 21 pairs',
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [i, 'x'])) },
    ],
    ['a part that no shop sends', { mpiData: { eci: '05' } }],
  ])('is refused and remembered, also over a reset: %s', async (_what, body) => {
    const before = adyen.control.invalidRequests().length;
    expect([400, 422]).toContain((await merchant.pay(body)).status);
    adyen.control.reset();
    expect(adyen.control.invalidRequests().slice(before)).toMatchObject([{ path: '/v72/payments' }]);
    expect(() => assertValidRequests(adyen)).toThrow(/\/v72\/payments: /);
  });

  it('is none where Adyen refuses what it says', async () => {
    const before = adyen.control.invalidRequests().length;
    expect((await merchant.pay({ amount: { currency: 'XXX', value: 1 } })).status).toBe(422);
    expect(adyen.control.invalidRequests()).toHaveLength(before);
  });
});

describe('idempotency', () => {
  const key = { 'idempotency-key': 'attempt-1' };

  it('answers a processed key the same again and pays once', async () => {
    const first = await merchant.pay({}, key);
    const second = await merchant.pay({}, key);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-key')).toBe('attempt-1');
    expect(adyen.control.payments()).toHaveLength(1);
    expect(adyen.control.violations()).toEqual([]);
  });

  it('answers 704 while the first request is being processed', async () => {
    adyen.control.fault({ path: '/payments$', delayMs: 200 });
    const first = merchant.pay({}, key);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await merchant.pay({}, key)).toMatchObject({ status: 422, body: { errorCode: '704' } });
    expect((await first).status).toBe(200);
    expect(adyen.control.payments()).toHaveLength(1);
  });

  it('forgets what was refused as invalid, and reports a key that comes with another body', async () => {
    expect((await merchant.pay({ reference: '' }, key)).status).toBe(422);
    const paid = await merchant.pay({}, key);
    const other = await merchant.pay({ reference: 'order-2' }, key);
    expect(other.body).toEqual(paid.body);
    expect(adyen.control.violations()).toMatchObject([{ kind: 'idempotencyKeyReused', key: 'attempt-1' }]);
  });

  it('refuses keys of more than 64 characters', async () => {
    expect((await merchant.pay({}, { 'idempotency-key': 'k'.repeat(65) })).status).toBe(422);
  });
});
