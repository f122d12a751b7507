import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { payAtTheBank } from './bank.ts';
import {
  authorisedCard,
  linesOf,
  method,
  newShopper,
  settledLines,
  useStack,
  type ErrorAnswer,
} from './support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

const stack = useStack({ instances: 2, environment: { ADYEN_TIMEOUT_MS: '2000' } });
let token = '';
beforeAll(() => {
  token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
});

interface Options {
  readonly key?: string;
  readonly instance?: number;
  readonly fields?: object;
}

const intent = (id: string, action: string, centAmount?: number, { key, instance, fields }: Options = {}) =>
  stack().call<{ outcome?: string } & Partial<ErrorAnswer>>(`/operations/payment-intents/${id}`, {
    instance: instance ?? 0,
    headers: { Authorization: `Bearer ${token}`, ...(key !== undefined && { 'Idempotency-Key': key }) },
    body: {
      actions: [
        {
          action,
          ...(centAmount !== undefined && { amount: { centAmount, currencyCode: 'EUR' } }),
          ...fields,
        },
      ],
    },
  });

const authorised = (total?: number): Promise<string> => authorisedCard(stack(), total);

const settled = (id: string): Promise<string[]> => settledLines(stack(), id);

const atAdyen = (id: string) => stack().adyen.control.payment(id);

/** The bodies that Adyen was sent for a payment. */
const sent = (id: string, operation: string) =>
  stack()
    .adyen.control.journal(`/payments/${atAdyen(id)?.pspReference ?? ''}/${operation}$`)
    .map(({ body }) => body as Record<string, unknown>);

describe('guards, with two instances and everybody at once', () => {
  it('many captures never take more than is authorised', async () => {
    const id = await authorised();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        intent(id, 'capturePayment', 300, { instance: i % 2, key: randomUUID() }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 400, 400, 400, 400, 400]);
    expect(await settled(id)).toEqual([
      'Authorization Success 1000',
      ...Array<string>(3).fill('Charge Success 300'),
    ]);
    expect(atAdyen(id)).toMatchObject({ captured: 900 });
  });

  it('many refunds never give back more than is captured', async () => {
    const id = await authorised();
    await intent(id, 'capturePayment', 500);
    await settled(id);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        intent(id, 'refundPayment', 200, { instance: i % 2, key: randomUUID() }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    const refused = answers.find(({ status }) => status === 400);
    expect(refused?.body.message).toContain('1.00 EUR');
    await settled(id);
    expect(atAdyen(id)).toMatchObject({ captured: 500, refunded: 400 });
  });

  it('of a capture and a cancellation only one is let through', async () => {
    const id = await authorised();
    const answers = await Promise.all([
      intent(id, 'capturePayment', 1000, { instance: 0 }),
      intent(id, 'cancelPayment', undefined, { instance: 1 }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    await settled(id);
    const { captured = 0, cancelled = 0 } = atAdyen(id) ?? {};
    expect([captured, cancelled].sort()).toEqual([0, 1000]);
  });

  it('a cancellation that comes too late is told what could still be captured', async () => {
    const id = await authorised();
    await intent(id, 'capturePayment', 400);
    await settled(id);
    const { status, body } = await intent(id, 'cancelPayment');
    expect([status, body.errors?.[0]]).toEqual([
      400,
      expect.objectContaining({ remainingCentAmount: 600, currencyCode: 'EUR' }),
    ]);
    expect(body.message).toContain('4.00 EUR');
  });

  it('the same key at both is one capture, one answer; with another amount it is a 409', async () => {
    const id = await authorised();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, i) => intent(id, 'capturePayment', 250, { instance: i % 2, key })),
    );
    expect(answers.map(({ status, body }) => [status, body.outcome])).toEqual(
      Array.from({ length: 4 }, () => [200, 'received']),
    );
    expect((await intent(id, 'capturePayment', 251, { key })).status).toBe(409);
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Success 250']);
    expect(atAdyen(id)?.modifications).toHaveLength(1);
  });

  it('what failed counts no more; what was adjusted counts as adjusted', async () => {
    const id = await authorised();
    stack().adyen.control.outcome({
      operation: 'capture',
      merchantReference: id,
      success: false,
      reason: 'x',
    });
    await intent(id, 'capturePayment', 1000);
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Failure 1000']);
    const adjusted = eventOf(stack(), id, 'AUTHORISATION_ADJUSTMENT', {
      originalReference: atAdyen(id)?.pspReference ?? '',
      pspReference: newPspReference(),
      amount: { currency: 'EUR', value: 800 },
    });
    await deliver(stack(), [adjusted]);
    const refused = await intent(id, 'capturePayment', 801);
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining('8.00 EUR')]);
    expect((await intent(id, 'capturePayment', 800)).status).toBe(200);
  });
});

describe('an intent whose answer was lost', () => {
  it('is continued by the same request at the other instance', async () => {
    const id = await authorised();
    stack().adyen.control.holdWebhooks();
    stack().adyen.control.fault({
      path: `${atAdyen(id)?.pspReference ?? ''}/captures$`,
      processed: true,
      delayAnswerMs: 2500,
      times: 2,
    });
    const lost = await intent(id, 'capturePayment', 400, { instance: 0 });
    expect(lost.status).toBe(504);
    expect(lost.body.errors?.[0]?.['paymentReference']).toBe(id);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Initial 400']);
    expect((await intent(id, 'capturePayment', 400, { instance: 1 })).body).toEqual({ outcome: 'received' });
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Pending 400']);
    expect(atAdyen(id)?.modifications).toHaveLength(1);
    stack().adyen.control.releaseWebhooks();
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Success 400']);
    // The next equal one is another capture.
    await intent(id, 'capturePayment', 400, { instance: 1 });
    expect(await settled(id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 400',
      'Charge Success 400',
    ]);
  });

  it('is found by the webhook through the reference that was sent, also the merchant’s own', async () => {
    for (const fields of [{}, { merchantReference: `invoice-${randomUUID()}` }]) {
      const id = await authorised();
      const path = `${atAdyen(id)?.pspReference ?? ''}/captures$`;
      stack().adyen.control.fault({ path, processed: true, delayAnswerMs: 2500, times: 2 });
      stack().adyen.control.intervene({ eventCode: 'CAPTURE', delayMs: 2500 });
      expect((await intent(id, 'capturePayment', 400, { fields })).status).toBe(504);
      expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Success 400']);
      const [capture] = sent(id, 'captures');
      const charge = (await stack().payment(id)).transactions.find(({ type }) => type === 'Charge');
      expect(capture?.['reference']).toBe(fields.merchantReference ?? charge?.id);
      expect(charge?.interactionId).toBe(atAdyen(id)?.modifications[0]?.pspReference);
    }
  });
});

describe('what methods want to be told', () => {
  const bySdk = async (type: string, cart: object) => {
    const { pay, sendDetails } = await newShopper(stack(), { cart });
    const { body } = await pay({ ...method(type), paymentMethod: { type, subtype: 'sdk' } });
    const orderID = (body.action as { sdkData?: { token?: string } } | undefined)?.sdkData?.token;
    await sendDetails({
      details: { orderID, payerID: 'P' },
      paymentData: body.action?.paymentData,
      paymentReference: body.paymentReference,
    });
    await stack().adyen.control.whenIdle();
    return body.paymentReference;
  };

  it('PayPal’s refunds name their capture, each one that has enough left', async () => {
    const id = await bySdk('paypal', { total: 1000 });
    await intent(id, 'capturePayment', 500);
    await intent(id, 'capturePayment', 500);
    await settled(id);
    await intent(id, 'refundPayment', 500);
    await intent(id, 'refundPayment', 500);
    expect((await settled(id)).filter((line) => line.startsWith('Refund'))).toEqual([
      'Refund Success 500',
      'Refund Success 500',
    ]);
    const captures = atAdyen(id)?.modifications.filter(({ kind }) => kind === 'capture') ?? [];
    expect(
      sent(id, 'refunds')
        .map((body) => body['capturePspReference'])
        .sort(),
    ).toEqual(captures.map(({ pspReference }) => pspReference).sort());
  });

  it('a refund goes to the charge that the caller names, and never beyond it', async () => {
    const id = await bySdk('paypal', { total: 1000 });
    await intent(id, 'capturePayment', 300);
    await intent(id, 'capturePayment', 700);
    await settled(id);
    const charges = (await stack().payment(id)).transactions.filter(({ type }) => type === 'Charge');
    const transactionId = charges[0]?.id ?? '';
    expect((await intent(id, 'refundPayment', 301, { fields: { transactionId } })).status).toBe(400);
    expect((await intent(id, 'refundPayment', 100, { fields: { transactionId: randomUUID() } })).status).toBe(
      400,
    );
    expect((await intent(id, 'refundPayment', 300, { fields: { transactionId } })).status).toBe(200);
    expect(sent(id, 'refunds')[0]?.['capturePspReference']).toBe(charges[0]?.interactionId);
  });

  it('a refund remembers its charge: the next one goes to what is left, and no charge gives back more than it took', async () => {
    const id = await bySdk('paypal', { total: 1000 });
    await intent(id, 'capturePayment', 400);
    await intent(id, 'capturePayment', 600);
    await settled(id);
    const [first, second] = (await stack().payment(id)).transactions.filter(({ type }) => type === 'Charge');
    const fields = { transactionId: first?.id };
    expect((await intent(id, 'refundPayment', 100, { fields })).status).toBe(200);
    const refused = await intent(id, 'refundPayment', 301, { fields });
    expect([refused.status, refused.body.errors?.[0]]).toEqual([
      400,
      expect.objectContaining({ remainingCentAmount: 300, currencyCode: 'EUR' }),
    ]);
    expect((await intent(id, 'refundPayment', 300, { fields })).status).toBe(200);
    expect((await intent(id, 'refundPayment', 600)).status).toBe(200);
    expect(sent(id, 'refunds').map((body) => body['capturePspReference'])).toEqual(
      [first, first, second].map((charge) => charge?.interactionId),
    );
    expect((await settled(id)).filter((line) => line.startsWith('Refund'))).toEqual([
      'Refund Success 100',
      'Refund Success 300',
      'Refund Success 600',
    ]);
  });

  it('Klarna’s captures and refunds carry lines that sum to the amount, in parts too', async () => {
    const { pay, sendDetails, cartId } = await newShopper(stack(), {
      cart: {
        lineItems: [
          { sku: 'mug', quantity: 3 },
          { sku: 'lamp', quantity: 2 },
        ],
      },
    });
    const { body } = await pay(method('klarna'));
    const redirectResult = await payAtTheBank(body.action?.url ?? '');
    await sendDetails({ details: { redirectResult }, paymentReference: body.paymentReference });
    const id = body.paymentReference;
    const total = stack().commercetools.control.cart(cartId).taxedPrice?.totalGross.centAmount ?? 0;
    for (const centAmount of [7777, total - 7777]) {
      expect((await intent(id, 'capturePayment', centAmount)).body).toEqual({ outcome: 'received' });
    }
    await settled(id);
    expect((await intent(id, 'refundPayment', 3333)).body).toEqual({ outcome: 'received' });
    expect(await settled(id)).toEqual([
      `Authorization Success ${total}`,
      'Charge Success 7777',
      `Charge Success ${total - 7777}`,
      'Refund Success 3333',
    ]);
  });
});
