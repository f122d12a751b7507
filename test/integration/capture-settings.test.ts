import { describe, expect, it } from 'vitest';
import type { Stack } from '../sandbox/harness.ts';
import { chooseAtTheBank, payAtTheBank } from './bank.ts';
import { card, linesOf, method, newShopper, useStack, type ErrorAnswer } from './support.ts';
import { newCustomer, newCustomersCart, storeCard, storedCard, storing } from './stored-support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

const HOUR_MS = 3_600_000;
const authorised = 'Authorization Success 1000';

/** What tests of a deployment with its own settings do. */
const useDeployment = (environment: Record<string, string>) => {
  const stack = useStack({ environment });
  const authorization = () => ({
    Authorization: `Bearer ${stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] })}`,
  });
  return {
    stack,
    /** Pays 10.00 EUR, and waits until Adyen has told everything. */
    pay: async (body: unknown = card()): Promise<string> => {
      const shopper = await newShopper(stack(), { cart: { total: 1000 } });
      const { paymentReference, action } = (await shopper.pay(body)).body;
      if (action?.url !== undefined) {
        await shopper.sendDetails({ details: { redirectResult: await payAtTheBank(action.url) } });
      }
      await stack().adyen.control.whenIdle();
      return paymentReference;
    },
    intent: async (id: string, action: string, centAmount?: number) => {
      const amount = centAmount === undefined ? {} : { amount: { centAmount, currencyCode: 'EUR' } };
      const answer = await stack().call<{ outcome?: string } & Partial<ErrorAnswer>>(
        `/operations/payment-intents/${id}`,
        { headers: authorization(), body: { actions: [{ action, ...amount }] } },
      );
      await stack().adyen.control.whenIdle();
      return answer;
    },
    review: () =>
      stack().call<{ findings: unknown[]; settled: unknown[] }>('/operations/reviews', {
        headers: authorization(),
        body: { part: 'payments', olderThanMinutes: 5 },
      }),
    requested: (): Record<string, unknown> | undefined =>
      stack().adyen.control.journal('/payments$').at(-1)?.body as Record<string, unknown> | undefined,
  };
};

/** Lets a payment be so many hours older; after 24 Adyen captures what it is to capture by then. */
const wait = ({ commercetools, adyen }: Stack, id: string, hours: number): void => {
  const payment = commercetools.control.payment(id);
  const earlier = (at = payment.createdAt): string =>
    new Date(Date.parse(at) - hours * HOUR_MS).toISOString();
  commercetools.control.put('payment', {
    ...payment,
    lastModifiedAt: earlier(payment.lastModifiedAt),
    transactions: payment.transactions.map((one) => ({ ...one, timestamp: earlier(one.timestamp) })),
  } as never);
  if (hours === 24) adyen.control.endCaptureDelay(id);
};

/** Orders a cart; the order references all of its payments but one. */
const orderWithout = async ({ commercetools }: Stack, cartId: string, paymentId: string): Promise<void> => {
  const { control } = commercetools;
  const { version } = control.cart(cartId);
  const draft = { cart: { typeId: 'cart', id: cartId }, version };
  const order = await control.request<{ id: string; version: number }>('POST', '/orders', draft);
  const actions = [{ action: 'removePayment', payment: { typeId: 'payment', id: paymentId } }];
  await control.request('POST', `/orders/${order.id}`, { version: order.version, actions });
};

describe('without a setting', () => {
  const { stack, pay, intent, requested } = useDeployment({});

  it('a payment is captured when somebody asks for it, however the account is set', async () => {
    stack().adyen.control.settings({ immediateCapture: ['scheme', 'visa'] });
    const id = await pay();
    expect(requested()).toMatchObject({ additionalData: { manualCapture: 'true' } });
    expect(requested()).not.toHaveProperty('captureDelayHours');
    expect(await linesOf(stack(), id)).toEqual([authorised]);
    expect((await intent(id, 'capturePayment', 1000)).body.outcome).toBe('received');
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Success 1000']);
  });

  it('nothing is stated of a method that is captured with its authorisation', async () => {
    const id = await pay(method('ideal'));
    expect(requested()).not.toHaveProperty('captureDelayHours');
    expect(requested()).not.toHaveProperty('additionalData');
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Success 1000']);
  });

  it('a name in a notification does not make a charge of what was stated to be manual', async () => {
    const id = await pay();
    await deliver(stack(), [eventOf(stack(), id, 'AUTHORISATION', { paymentMethod: 'eftpos_australia' })]);
    expect(await linesOf(stack(), id)).toEqual([authorised]);
  });

  it('a repeat after a lost answer states the same, which Adyen compares', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 1000 } });
    stack().adyen.control.fault({ path: '/payments$', processed: true, drop: true, times: 1 });
    const call = { headers: { 'Idempotency-Key': 'stated-once' } };
    await shopper.pay(card(), call);
    await shopper.pay(card(), call);
    expect(stack().adyen.control.violations()).toEqual([]);
  });
});

describe('with ADYEN_CAPTURE=immediate', () => {
  const { stack, pay, intent, requested } = useDeployment({ ADYEN_CAPTURE: 'immediate' });

  it('the authorisation is the charge: it can be refunded and not cancelled', async () => {
    const id = await pay();
    expect(requested()).toMatchObject({ captureDelayHours: 0 });
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Success 1000']);
    expect((await intent(id, 'cancelPayment')).status).toBe(400);
    expect((await intent(id, 'capturePayment', 1)).status).toBe(400);
    expect((await intent(id, 'refundPayment', 400)).body.outcome).toBe('received');
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Success 1000', 'Refund Success 400']);
  });
});

describe('with ADYEN_CAPTURE=24', () => {
  const { stack, pay, intent, review, requested } = useDeployment({ ADYEN_CAPTURE: '24' });
  const scheduled = [authorised, 'Charge Pending 1000'];

  it('the charge is pending, and a review captures it once it is due', async () => {
    const id = await pay();
    expect(requested()).toMatchObject({ captureDelayHours: 24 });
    expect(await linesOf(stack(), id)).toEqual(scheduled);
    wait(stack(), id, 23);
    expect((await review()).body).toMatchObject({ settled: [], findings: [] });
    expect(await linesOf(stack(), id)).toEqual(scheduled);
    wait(stack(), id, 24);
    expect((await review()).body).toMatchObject({ settled: [], findings: [] });
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Success 1000']);
    expect((await intent(id, 'refundPayment', 1000)).body.outcome).toBe('received');
    expect((await linesOf(stack(), id)).at(-1)).toBe('Refund Success 1000');
  });

  it('a payment that commercetools refuses to change is reported and keeps no other from its charge', async () => {
    const ids = [await pay(), await pay(), await pay()];
    for (const id of ids) wait(stack(), id, 24);
    const [first = '', ...others] = ids.toSorted();
    stack().commercetools.control.fault({
      path: `/payments/${first}`,
      method: 'POST',
      status: 400,
      times: 1,
    });
    const { body } = await review();
    expect(body.findings).toMatchObject([{ paymentId: first, reason: 'CommercetoolsRefused' }]);
    expect(await linesOf(stack(), first)).toEqual(scheduled);
    for (const id of others) expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Success 1000']);
    await review();
    expect(await linesOf(stack(), first)).toEqual([authorised, 'Charge Success 1000']);
  });

  it('it can be cancelled until then and not refunded, afterwards the other way round', async () => {
    const [early, late] = [await pay(), await pay()];
    expect((await intent(early, 'refundPayment', 1000)).status).toBe(400);
    expect((await intent(early, 'cancelPayment')).body.outcome).toBe('received');
    expect(await linesOf(stack(), early)).toEqual([
      authorised,
      'Charge Failure 1000',
      'CancelAuthorization Success 1000',
    ]);
    // No review has run meanwhile.
    wait(stack(), late, 24);
    expect((await intent(late, 'cancelPayment')).status).toBe(400);
    expect((await intent(late, 'refundPayment', 1000)).body.outcome).toBe('received');
    expect((await linesOf(stack(), late)).at(-1)).toBe('Refund Success 1000');
  });

  it('its amount cannot be changed, which Adyen does only where somebody captures it', async () => {
    const id = await pay();
    const amount = { centAmount: 800, currencyCode: 'EUR' };
    const token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
    const headers = { Authorization: `Bearer ${token}` };
    const { status } = await stack().call(`/operations/payments/${id}/amount`, { headers, body: { amount } });
    expect([status, stack().adyen.control.journal('/amountUpdates$')]).toEqual([400, []]);
  });

  it('a double payment is cancelled until then, and refunded at once afterwards', async () => {
    for (const [hours, ending] of [
      [23, 'CancelAuthorization Success 1000'],
      [24, 'Refund Success 1000'],
    ] as const) {
      const metadata = { processorUrl: stack().processorUrl };
      const shopper = await newShopper(stack(), { cart: { total: 1000 }, metadata });
      const attempts = [];
      for (const key of ['first', 'second']) {
        const headers = { 'Idempotency-Key': key };
        attempts.push((await shopper.pay(method('klarna'), { headers })).body);
      }
      const [first, second] = attempts;
      await chooseAtTheBank(first?.action?.url ?? '', 'pay');
      await stack().adyen.control.whenIdle();
      wait(stack(), first?.paymentReference ?? '', hours);
      await orderWithout(stack(), shopper.cartId, first?.paymentReference ?? '');
      await chooseAtTheBank(second?.action?.url ?? '', 'pay');
      await stack().adyen.control.whenIdle();
      expect((await linesOf(stack(), first?.paymentReference ?? '')).at(-1)).toBe(ending);
      const modifications = stack().adyen.control.payment(first?.paymentReference ?? '')?.modifications;
      expect(modifications).toHaveLength(1);
    }
  });

  it('a capture before that takes its place', async () => {
    const id = await pay();
    expect((await intent(id, 'capturePayment', 400)).body.outcome).toBe('received');
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Failure 1000', 'Charge Success 400']);
    wait(stack(), id, 24);
    await review();
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Failure 1000', 'Charge Success 400']);
  });

  it('one charge is made with the capture that Adyen reports, and none where that fails', async () => {
    const id = await pay();
    const pspReference = newPspReference();
    const originalReference = stack().commercetools.control.payment(id).interfaceId ?? '';
    const report = (eventCode: string) =>
      deliver(stack(), [eventOf(stack(), id, eventCode, { pspReference, originalReference })]);
    await report('CAPTURE');
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Success 1000']);
    await report('CAPTURE_FAILED');
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Failure 1000']);
  });
});

describe('with ADYEN_CAPTURE=account', () => {
  const { stack, pay, requested } = useDeployment({
    ADYEN_CAPTURE: 'account',
    ADYEN_PAYMENT_METHODS_CONFIG: '{"visa":{"supportSeparateCapture":false}}',
  });

  it('nothing is stated, and the name in the notification decides', async () => {
    stack().adyen.control.settings({ immediateCapture: ['visa'] });
    const id = await pay();
    expect(requested()).not.toHaveProperty('captureDelayHours');
    expect(requested()).not.toHaveProperty('additionalData');
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Success 1000']);
  });
});

describe('with an entry for a brand', () => {
  const { stack, pay, requested } = useDeployment({
    ...storing,
    ADYEN_STORE_PAYMENT_METHOD_DETAILS_ENABLED: 'true',
    ADYEN_PAYMENT_METHODS_CONFIG: '{"visa":{"supportSeparateCapture":false}}',
  });

  it('it counts where the browser has recognised the brand', async () => {
    const id = await pay(card('4111111111111111', { brand: 'visa' }));
    expect(requested()).toMatchObject({ captureDelayHours: 0 });
    expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Success 1000']);
    const other = await pay(card('5555555555554444', { brand: 'mc' }));
    expect(requested()).toMatchObject({ additionalData: { manualCapture: 'true' } });
    expect(await linesOf(stack(), other)).toEqual([authorised]);
  });

  it('it counts for a stored card whose brand is stored', async () => {
    const customerId = await newCustomer(stack());
    const { id: paymentMethodId } = await storeCard(stack(), customerId);
    const shopper = await newCustomersCart(stack(), customerId, { cart: { total: 1000 } });
    const { paymentReference } = (await shopper.pay(storedCard(paymentMethodId))).body;
    expect(requested()).toMatchObject({ captureDelayHours: 0 });

    const { cartId } = await newCustomersCart(stack(), customerId, { cart: { total: 1000 } });
    const token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_transactions'] });
    const { body } = await stack().call<{ paymentId: string }>('/operations/transactions', {
      headers: { Authorization: `Bearer ${token}` },
      body: { cartId, paymentMethodId, checkoutTransactionItemId: cartId, type: 'Recurring' },
    });
    expect(requested()).toMatchObject({ captureDelayHours: 0, shopperInteraction: 'ContAuth' });
    await stack().adyen.control.whenIdle();
    for (const id of [paymentReference, body.paymentId]) {
      expect(await linesOf(stack(), id)).toEqual([authorised, 'Charge Success 1000']);
    }
  });
});

describe('with ADYEN_MULTIPLE_PARTIAL_CAPTURES=false', () => {
  const { stack, intent } = useDeployment({ ADYEN_MULTIPLE_PARTIAL_CAPTURES: 'false' });

  it('the first partial capture ends the rest, as at Adyen, and the cart owes it', async () => {
    stack().adyen.control.settings({ multiplePartialCaptures: false });
    const shopper = await newShopper(stack(), { cart: { total: 1000 } });
    const { paymentReference: id } = (await shopper.pay(card())).body;
    await stack().adyen.control.whenIdle();
    expect((await intent(id, 'capturePayment', 400)).body.outcome).toBe('received');
    expect(await linesOf(stack(), id)).toEqual([
      authorised,
      'Charge Success 400',
      'CancelAuthorization Success 600',
    ]);
    const again = await intent(id, 'capturePayment', 600);
    expect([again.status, again.body.errors?.[0]?.['remainingCentAmount']]).toEqual([400, 0]);
    expect(stack().adyen.control.payment(id)).toMatchObject({ captured: 400, cancelled: 600 });
    await shopper.pay(card('5555555555554444'));
    expect(stack().adyen.control.journal('/payments$').at(-1)?.body).toMatchObject({
      amount: { value: 600 },
    });
  });
});
