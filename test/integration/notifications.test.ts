import { describe, expect, it } from 'vitest';
import type { NotificationItem } from '../sandbox/adyen/index.ts';
import { authorisation, useNotifications } from './notified-payment.ts';
import { useUpFault } from './support.ts';
import { envelope, newPspReference } from './webhook.ts';

const oldKey = 'A'.repeat(64);
const { stack, signed, post, newPayment } = useNotifications();

describe('a webhook', () => {
  it('finds the intent whose answer was lost by the reference that was sent', async () => {
    const payment = await newPayment();
    stack().adyen.control.fault({
      path: `${payment.pspReference}/captures$`,
      processed: true,
      drop: true,
      times: 100,
    });
    const token = stack().commercetools.control.issueToken({ scopes: ['manage_project'] });
    const lost = await stack().call(`/operations/payment-intents/${payment.id}`, {
      body: { actions: [{ action: 'capturePayment', amount: { centAmount: 1000, currencyCode: 'EUR' } }] },
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(lost.status).toBe(504);
    expect(await payment.lines()).toEqual([authorisation, 'Charge Initial 1000']);
    const [capture] = stack().adyen.control.payment(payment.id)?.modifications ?? [];
    const changes = { merchantReference: capture?.reference ?? '' };
    await payment.send(payment.modification('CAPTURE', capture?.pspReference ?? '', changes));
    expect(await payment.lines()).toEqual([authorisation, 'Charge Success 1000']);
  });

  it('delivered many times at once is applied once', async () => {
    const payment = await newPayment();
    const capture = payment.modification('CAPTURE', newPspReference());
    await Promise.all(Array.from({ length: 8 }, () => payment.send(capture)));
    expect(await payment.lines()).toEqual([authorisation, 'Charge Success 1000']);
  });

  it('with several items applies all of them', async () => {
    const [first, second] = [await newPayment(), await newPayment()];
    await first.send(
      first.modification('CAPTURE', newPspReference(), { amount: { currency: 'EUR', value: 400 } }),
      second.modification('CANCELLATION', newPspReference()),
      first.modification('CAPTURE', newPspReference(), { amount: { currency: 'EUR', value: 600 } }),
    );
    expect(await first.lines()).toEqual([authorisation, 'Charge Success 400', 'Charge Success 600']);
    expect(await second.lines()).toEqual([authorisation, 'CancelAuthorization Success 1000']);
  });

  it('may find its payment through another item of its batch', async () => {
    stack().adyen.control.fault({ path: '/payments$', processed: true, drop: true, times: 100 });
    const payment = await newPayment();
    await useUpFault(stack(), '/v72/payments');
    expect(await payment.lines()).toEqual(['Authorization Initial 1000']);
    await payment.send(
      payment.modification('CAPTURE', newPspReference(), { merchantReference: 'SHIPMENT-1' }),
      payment.event('AUTHORISATION'),
    );
    expect(await payment.lines()).toEqual([authorisation, 'Charge Success 1000']);
  });

  it('is about the payment that its signed references name, whatever its metadata say', async () => {
    const [meant, other] = [await newPayment(), await newPayment()];
    const { results } = await stack().api.get<{ results: { id: string }[] }>('/carts', {
      where: `paymentInfo(payments(id="${other.id}"))`,
    });
    const metadata = {
      'metadata.paymentReference': other.id,
      'metadata.cartId': results[0]?.id ?? '',
    };
    await meant.send(meant.modification('CAPTURE', newPspReference(), { additionalData: metadata }));
    expect(await meant.lines()).toEqual([authorisation, 'Charge Success 1000']);
    expect(await other.lines()).toEqual([authorisation]);
  });

  it('of another merchant account is acknowledged and ignored', async () => {
    const payment = await newPayment();
    await payment.send(
      payment.modification('CANCELLATION', newPspReference(), { merchantAccountCode: 'AnotherMerchant' }),
    );
    expect(await payment.lines()).toEqual([authorisation]);
  });

  it('is not acknowledged while commercetools cannot store it', async () => {
    const payment = await newPayment();
    const fault = stack().commercetools.control.fault({
      path: /\/(payments|carts)/,
      status: 503,
      times: 'always',
    });
    const capture = envelope([signed(payment.modification('CAPTURE', newPspReference()))]);
    try {
      expect((await post(capture)).status).toBeGreaterThanOrEqual(500);
    } finally {
      fault.remove();
    }
    expect((await post(capture)).status).toBe(200);
    expect(await payment.lines()).toEqual([authorisation, 'Charge Success 1000']);
  });

  it('that contradicts a recorded amount is applied, and logged as AmountMismatch', async () => {
    const payment = await newPayment();
    const reference = newPspReference();
    await payment.send(payment.modification('CAPTURE', reference));
    await payment.send(
      payment.modification('CAPTURE_FAILED', reference, { amount: { currency: 'EUR', value: 999 } }),
    );
    expect((await payment.lines()).at(-1)).toMatch(/^Charge Failure/);
    expect(stack().logs()).toContain('AmountMismatch');
  });
});

describe('a webhook that is not genuine', () => {
  const spoil: [string, (item: NotificationItem) => unknown][] = [
    ['has no signature', (item) => ({ ...item, additionalData: {} })],
    ['has no additional data', (item) => ({ ...item, additionalData: undefined })],
    ['is signed with another key', (item) => signed(item, oldKey)],
    ['was changed afterwards', (item) => ({ ...signed(item), success: 'false' })],
    [
      'carries a text as signature',
      (item) => ({ ...item, additionalData: { hmacSignature: 'not base64!' } }),
    ],
  ];

  it.each(spoil)('is a 401, and nothing of its batch is written, when one item %s', async (_name, change) => {
    const payment = await newPayment();
    const genuine = signed(payment.modification('CAPTURE', newPspReference()));
    const forged = change(payment.modification('CANCELLATION', newPspReference()));
    for (const batch of [envelope([genuine, forged]), envelope([forged, genuine])]) {
      expect((await post(batch)).status).toBe(401);
    }
    expect(await payment.lines()).toEqual([authorisation]);
  });

  it.each<[string, unknown]>([
    ['an empty batch', { live: 'false', notificationItems: [] }],
    ['no batch', {}],
    ['items that are no list', { live: 'false', notificationItems: 'x' }],
    ['an item without its envelope', { live: 'false', notificationItems: [{}] }],
    ['null', null],
  ])('is a 4xx and writes nothing: %s', async (_name, body) => {
    const { status } = await post(body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('is a 413 beyond a megabyte, and below it is read', async () => {
    expect((await post({ notificationItems: [], filler: 'x'.repeat(1_100_000) })).status).toBe(413);
    expect((await post({ notificationItems: [], filler: 'x'.repeat(900_000) })).status).not.toBe(413);
  });
});
