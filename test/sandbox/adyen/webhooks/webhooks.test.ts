import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startAdyen, type EmbeddedAdyen } from '../index.ts';
import { card, merchantOf, startReceiver } from '../testing.ts';
import type { NotificationItem } from './item.ts';

// Adyen's own validator judges the signatures; only its CommonJS build can be loaded without the whole library.
const { default: HmacValidator } = createRequire(import.meta.url)(
  '@adyen/api-library/lib/src/utils/hmacValidator.js',
) as {
  default: new () => {
    validateHMAC: (item: NotificationItem, key: string) => boolean;
    validateHMACSignature: (key: string, signature: string, body: string) => boolean;
  };
};

let adyen: EmbeddedAdyen;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let merchant: ReturnType<typeof merchantOf>;
let status: () => number;

beforeEach(async () => {
  status = () => 200;
  receiver = await startReceiver(() => status());
  adyen = await startAdyen({ notificationUrl: receiver.url });
  adyen.control.settings({ webhookDelayMs: 1, webhookRetryMs: 5 });
  merchant = merchantOf(adyen);
});
afterEach(async () => {
  receiver.stop();
  await adyen.stop();
});

const received = async (): Promise<NotificationItem[]> => {
  await adyen.control.whenIdle();
  return receiver.items();
};
const references = async () => (await received()).map(({ merchantReference }) => merchantReference);
const payInTurn = async (...names: string[]) => {
  for (const reference of names) await merchant.pay({ reference });
};

describe('signatures', () => {
  it("satisfy Adyen's validator, also with an original reference", async () => {
    const { body } = await merchant.pay();
    await merchant.modify(body['pspReference'], 'captures', { amount: { currency: 'EUR', value: 1000 } });
    const items = await received();
    expect(items).toHaveLength(2);
    for (const item of items) expect(new HmacValidator().validateHMAC(item, adyen.hmacKey)).toBe(true);
  });

  it('are wrong where a test wants them wrong, and genuine over what a test edits', async () => {
    adyen.control.intervene({ eventCode: 'AUTHORISATION', tamper: true });
    await merchant.pay({ reference: 'spoilt' });
    adyen.control.intervene({
      eventCode: 'AUTHORISATION',
      edit: { amount: { currency: 'EUR', value: 999 } },
    });
    await merchant.pay({ reference: 'edited' });
    const verdicts = Object.fromEntries(
      (await received()).map((item) => [
        item.merchantReference,
        [item.amount.value, new HmacValidator().validateHMAC(item, adyen.hmacKey)],
      ]),
    );
    expect(verdicts).toEqual({ spoilt: [1000, false], edited: [999, true] });
  });

  it('cover the raw body of tokenization webhooks, in a header', async () => {
    adyen.control.setTokenizationNotificationUrl(receiver.url);
    adyen.control.setNotificationUrl(undefined);
    await merchant.pay({
      storePaymentMethod: true,
      shopperReference: 'shopper-1',
      recurringProcessingModel: 'CardOnFile',
    });
    await adyen.control.whenIdle();
    const [body = ''] = receiver.bodies;
    expect(JSON.parse(body)).toMatchObject({
      type: 'recurring.token.created',
      data: { shopperReference: 'shopper-1', type: 'visa', merchantAccount: adyen.merchantAccount },
    });
    const header = String(receiver.headers[0]?.['hmacsignature']);
    expect(new HmacValidator().validateHMACSignature(adyen.tokenizationHmacKey, header, body)).toBe(true);
  });
});

describe('delivery', () => {
  it('is repeated until it is acknowledged, and holds up what comes after it', async () => {
    let failures = 3;
    status = () => (failures-- > 0 ? 503 : 202);
    adyen.control.settings({ webhookConcurrency: 1 });
    await payInTurn('first', 'second');
    expect(await references()).toEqual(['first', 'first', 'first', 'first', 'second']);
    expect(adyen.control.deliveries()).toMatchObject([
      {
        state: 'acknowledged',
        attempts: [{ status: 503 }, { status: 503 }, { status: 503 }, { status: 202 }],
      },
      { state: 'acknowledged', attempts: [{ status: 202 }] },
    ]);
  });

  it('survives an endpoint that is not there yet', async () => {
    const { url } = receiver;
    adyen.control.setNotificationUrl('http://127.0.0.1:1/');
    await merchant.pay();
    await expect.poll(() => adyen.control.deliveries()[0]?.attempts.length).toBeGreaterThan(1);
    adyen.control.setNotificationUrl(url);
    expect(await references()).toEqual(['order-1']);
  });

  it('can be held, shuffled, multiplied and batched', async () => {
    adyen.control.holdWebhooks();
    await payInTurn('a', 'b', 'c');
    expect(await references()).toEqual([]);
    adyen.control.settings({ webhookConcurrency: 1 });
    expect(adyen.control.releaseWebhooks({ order: 'reverse', copies: 1 })).toBe(6);
    expect(await references()).toEqual(['c', 'b', 'a', 'c', 'b', 'a']);

    adyen.control.holdWebhooks();
    receiver.bodies.length = 0;
    await payInTurn('d', 'e');
    adyen.control.releaseWebhooks({ batch: true });
    expect(await references()).toEqual(['d', 'e']);
    expect(receiver.bodies).toHaveLength(1);
  });

  it('shuffles the same way for the same seed', async () => {
    adyen.control.settings({ webhookConcurrency: 1 });
    const names = Array.from({ length: 8 }, (_, index) => String(index));
    const orders: string[][] = [];
    for (let run = 0; run < 2; run += 1) {
      receiver.bodies.length = 0;
      adyen.control.holdWebhooks();
      await payInTurn(...names);
      adyen.control.releaseWebhooks({ order: 'shuffle', seed: 7 });
      orders.push(await references());
    }
    expect(orders[0]).toEqual(orders[1]);
    expect(orders[0]).not.toEqual(names);
  });

  it('can hold one kind of event only, drop events, and send one again', async () => {
    adyen.control.holdWebhooks(['AUTHORISATION']);
    const { body } = await merchant.pay();
    await merchant.modify(body['pspReference'], 'captures', { amount: { currency: 'EUR', value: 1000 } });
    expect((await received()).map(({ eventCode }) => eventCode)).toEqual(['CAPTURE']);
    adyen.control.releaseWebhooks();
    adyen.control.intervene({ eventCode: 'REFUND', drop: true });
    await merchant.modify(body['pspReference'], 'refunds', { amount: { currency: 'EUR', value: 1000 } });
    const capture = adyen.control.deliveries().find(({ eventCode }) => eventCode === 'CAPTURE');
    expect(adyen.control.redeliver(capture?.id ?? 0)).toBe(true);
    expect((await received()).map(({ eventCode }) => eventCode)).toEqual([
      'CAPTURE',
      'AUTHORISATION',
      'CAPTURE',
    ]);
  });
});

describe('events by control', () => {
  it('undo a capture and restore it, and the books follow', async () => {
    const { body } = await merchant.pay();
    const captured = await merchant.modify(body['pspReference'], 'captures', {
      amount: { currency: 'EUR', value: 600 },
    });
    const pspReference = String(captured.body['pspReference']);
    adyen.control.sendEvent({ eventCode: 'CAPTURE_FAILED', pspReference, reason: 'Capture Failed' });
    expect(adyen.control.books()).toMatchObject([{ captured: 0 }]);
    adyen.control.sendEvent({ eventCode: 'CAPTURE', pspReference, reason: 'Transaction Auto-Recaptured' });
    expect(adyen.control.books()).toMatchObject([{ captured: 600 }]);
    const failed = (await received()).find(({ eventCode }) => eventCode === 'CAPTURE_FAILED');
    expect(failed).toMatchObject({
      pspReference,
      originalReference: body['pspReference'],
      success: 'true',
      amount: { value: 600 },
    });
  });

  it('name a payment by its reference, and things that this Adyen has never seen', async () => {
    const { body } = await merchant.pay({ paymentMethod: card('5555444433331111') });
    adyen.control.sendEvent({
      eventCode: 'CHARGEBACK',
      reference: 'order-1',
      amount: { currency: 'EUR', value: 400 },
    });
    adyen.control.sendEvent({
      eventCode: 'REPORT_AVAILABLE',
      reason: 'https://reports.example/1',
      merchantAccountCode: 'Other',
    });
    const items = await received();
    expect(items.find(({ eventCode }) => eventCode === 'CHARGEBACK')).toMatchObject({
      originalReference: body['pspReference'],
      paymentMethod: 'mc',
      merchantReference: 'order-1',
    });
    expect(items.find(({ eventCode }) => eventCode === 'REPORT_AVAILABLE')).toMatchObject({
      merchantAccountCode: 'Other',
      merchantReference: '',
    });
    expect(adyen.control.books()).toMatchObject([{ chargedBack: 400 }]);
  });
});
