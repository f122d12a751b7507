import { describe, expect, it } from 'vitest';
import type { NotificationItem } from '../sandbox/adyen/index.ts';
import { card, lines, newShopper, useStack } from './support.ts';
import { deliver, eventOf } from './webhook.ts';

const stack = useStack({ environment: { ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true' } });

interface Found {
  readonly kind: string;
}

/** What a review of the notifications that were set aside says. */
const review = async (): Promise<{ settled: string[]; findings: string[] }> => {
  const token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
  const { body } = await stack().call<{ settled: Found[]; findings: Found[] }>('/operations/reviews', {
    body: { after: 'notifications', olderThanMinutes: 5 },
    headers: { Authorization: `Bearer ${token}` },
  });
  const kinds = (all: Found[]): string[] => all.map(({ kind }) => kind);
  return { settled: kinds(body.settled), findings: kinds(body.findings) };
};

const remove = async (id: string): Promise<() => void> => {
  const { control } = stack().commercetools;
  const payment = control.payment(id);
  await control.request('DELETE', `/payments/${id}?version=${payment.version}`);
  return () => control.put('payment', payment);
};

const kind = 'UnmatchedNotification';

/** Delivers it until it is acknowledged while its Payment is missing, then has a review apply it. */
const applyLate = async (id: string, event: NotificationItem): Promise<string[]> => {
  const restore = await remove(id);
  const statuses: number[] = [];
  for (let tries = 0; tries < 4; tries += 1) statuses.push((await deliver(stack(), [event])).status);
  expect(statuses).toEqual([503, 503, 503, 200]);
  expect(await review()).toEqual({ settled: [], findings: [kind] });
  restore();
  expect(await review()).toEqual({ settled: [kind], findings: [] });
  expect(await review()).toEqual({ settled: [], findings: [] });
  return lines(await stack().payment(id));
};

const newPayment = async (): Promise<string> => {
  const { pay } = await newShopper(stack(), { cart: { total: 1000 } });
  const { paymentReference } = (await pay(card())).body;
  await stack().adyen.control.whenIdle();
  return paymentReference;
};

describe('a notification that was set aside', () => {
  const authorised = 'Authorization Success 1000';

  it('is reported while its payment is missing, and applied once it is there', async () => {
    const id = await newPayment();
    const event = eventOf(stack(), id, 'CAPTURE', {
      pspReference: 'SETASIDE00000001',
      originalReference: stack().commercetools.control.payment(id).interfaceId ?? '',
      additionalData: { 'metadata.paymentReference': id },
    });
    expect(await applyLate(id, event)).toEqual([authorised, 'Charge Success 1000']);
  });

  it('is applied with all that its effect depends on, and holds nothing of the shopper', async () => {
    const id = await newPayment();
    const event = eventOf(stack(), id, 'CANCEL_OR_REFUND', {
      pspReference: 'SETASIDE00000002',
      originalReference: stack().commercetools.control.payment(id).interfaceId ?? '',
      additionalData: {
        'metadata.paymentReference': id,
        'modification.action': 'refund',
        cardHolderName: 'S. Hopper',
      },
    });
    expect(await applyLate(id, event)).toEqual([authorised, 'Refund Success 1000']);
    const written = stack().commercetools.control.requests({ method: 'POST', path: '/custom-objects' });
    expect(written).not.toEqual([]);
    expect(JSON.stringify(written)).not.toContain('S. Hopper');
  });

  it('of a gift card order is applied to the part that was missing', async () => {
    const { cartId, sessionId, pay } = await newShopper(stack(), { cart: { total: 10_000 } });
    const { body: order } = await stack().call<{ orderData: string; pspReference: string }>('/orders', {
      sessionId,
      body: {},
    });
    const { control } = stack().adyen;
    control.setGiftCard('6036463212345678', { value: 3000, currency: 'EUR' });
    const encrypted = { encryptedCardNumber: 'test_6036463212345678', encryptedSecurityCode: 'test_1234' };
    const { paymentReference: id } = (
      await pay({
        paymentMethod: { type: 'giftcard', brand: 'givex', ...encrypted },
        order: { orderData: order.orderData, pspReference: order.pspReference },
      })
    ).body;
    await control.whenIdle();
    const event = eventOf(stack(), cartId, 'ORDER_CLOSED', {
      success: 'false',
      pspReference: order.pspReference,
      additionalData: { 'order-1-pspReference': control.payment(id)?.pspReference ?? '' },
    });
    expect(await applyLate(id, event)).toEqual([
      'Authorization Success 3000',
      'Charge Success 3000',
      'Refund Success 3000',
    ]);
  });
});
