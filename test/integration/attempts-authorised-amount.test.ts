import { describe, expect, it } from 'vitest';
import {
  card,
  newShopper,
  settledLines,
  useStack,
  useUpFault,
  type PaymentAnswer,
  type Shopper,
} from './support.ts';

const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '2000' } });

type Answer = PaymentAnswer & { remainingAmount?: { centAmount: number; currencyCode: string } };

const grant = (resultCode: string, granted: number): void =>
  stack().adyen.control.outcome({ operation: 'payment', resultCode, granted });

const status = async ({ sessionId }: Shopper, reference: string) =>
  (await stack().call<Answer & { status: string }>(`/payments/${reference}`, { sessionId, method: 'GET' }))
    .body;

const linesOnceSettled = (reference: string): Promise<string[]> => settledLines(stack(), reference);

describe('Adyen authorises less than was asked for', () => {
  it.each(['PartiallyAuthorised', 'Authorised'])(
    '%s: that is what counts, the shopper pays the rest, and only then returns',
    async (resultCode) => {
      const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
      grant(resultCode, 6000);
      const first = await shopper.pay<Answer>(card());
      expect(first).toMatchObject({
        status: 200,
        body: { resultCode, remainingAmount: { centAmount: 4000, currencyCode: 'EUR' } },
      });
      expect(first.body.merchantReturnUrl).toBeUndefined();
      const reference = first.body.paymentReference;
      expect(await linesOnceSettled(reference)).toEqual([
        'Authorization Failure 10000',
        'Authorization Success 6000',
      ]);
      expect((await stack().payment(reference)).amountPlanned.centAmount).toBe(6000);
      expect(await status(shopper, reference)).toMatchObject({
        status: 'authorised',
        remainingAmount: { centAmount: 4000 },
      });

      const rest = await shopper.pay<Answer>(card('5555444433331111'));
      expect(stack().adyen.control.payment(rest.body.paymentReference)?.amount.value).toBe(4000);
      expect(rest.body.remainingAmount).toBeUndefined();
      expect(rest.body.merchantReturnUrl).toContain(rest.body.paymentReference);
      expect(await status(shopper, reference)).not.toHaveProperty('remainingAmount');
    },
  );

  it('the answer to a repeat is the same', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    grant('PartiallyAuthorised', 6000);
    const headers = { 'Idempotency-Key': 'partly-authorised' };
    const first = await shopper.pay<Answer>(card(), { headers });
    const again = await shopper.pay<Answer>(card(), { headers });
    expect(again).toMatchObject({ status: 200, body: first.body });
  });

  it('the notification alone says the same where the answer was lost', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    grant('PartiallyAuthorised', 6000);
    stack().adyen.control.fault({ path: '/payments$', processed: true, drop: true, times: 100 });
    const lost = await shopper.pay<{ errors: { paymentReference: string }[] }>(card());
    await useUpFault(stack(), '/v72/payments');
    expect(lost.status).toBe(504);
    const reference = lost.body.errors[0]?.paymentReference ?? '';
    expect(await linesOnceSettled(reference)).toEqual([
      'Authorization Failure 10000',
      'Authorization Success 6000',
    ]);
    const rest = await shopper.pay<Answer>(card('5555444433331111'));
    expect(stack().adyen.control.payment(rest.body.paymentReference)?.amount.value).toBe(4000);
  });

  it('no more than that can be captured', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    grant('Authorised', 6000);
    const { body } = await shopper.pay<Answer>(card());
    const token = stack().commercetools.control.issueToken({ scopes: ['manage_project'] });
    const capture = (centAmount: number) =>
      stack().call(`/operations/payment-intents/${body.paymentReference}`, {
        headers: { Authorization: `Bearer ${token}` },
        body: { actions: [{ action: 'capturePayment', amount: { centAmount, currencyCode: 'EUR' } }] },
      });
    expect((await capture(10_000)).status).toBe(400);
    expect((await capture(6000)).status).toBe(200);
  });
});

it('a cart that grew while the shopper was at the bank is not called paid', async () => {
  const shopper = await newShopper(stack(), { cart: { lineItems: [{ sku: 'mug' }] } });
  const first = await shopper.pay<Answer>(card());
  const { version } = stack().commercetools.control.cart(shopper.cartId);
  await stack().commercetools.control.request('POST', `/carts/${shopper.cartId}`, {
    version,
    actions: [{ action: 'addLineItem', sku: 'lamp' }],
  });
  const { remainingAmount } = await status(shopper, first.body.paymentReference);
  expect(remainingAmount?.centAmount).toBeGreaterThan(0);
});
