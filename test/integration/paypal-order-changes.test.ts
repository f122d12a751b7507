import { afterEach, describe, expect, it } from 'vitest';
import { lines, newShopper, useStack, type ErrorAnswer, type PaymentAnswer } from './support.ts';

const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '1000' } });

type Answer = PaymentAnswer & ErrorAnswer;
type Started = PaymentAnswer & {
  pspReference: string;
  action: { sdkData: { token: string }; paymentData: string };
};

const UPDATE = '/paypal/updateOrder$';

afterEach(() => stack().adyen.control.releaseWebhooks());

const setTotal = (cartId: string, centAmount: number): void => {
  const { control } = stack().commercetools;
  const cart = control.cart(cartId);
  const total = { ...cart.totalPrice, centAmount };
  const taxedPrice = { totalNet: total, totalGross: total, taxPortions: [] };
  control.putCart({ ...cart, version: cart.version + 1, totalPrice: total, taxedPrice });
};

const startPaypal = async () => {
  const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
  const { sessionId, cartId } = shopper;
  const post = <Body>(path: string, body: unknown) => stack().call<Body>(path, { sessionId, body });
  const paypal = { paymentMethod: { type: 'paypal', subtype: 'express' } };
  const start = () => post<Started>('/express-payments', paypal);
  const { body } = await start();
  const { paymentReference, pspReference, action } = body;
  return {
    paymentReference,
    start,
    owes: (centAmount: number) => setTotal(cartId, centAmount),
    update: (delivery: number, originalAmount = 10_000) =>
      post<{ status: string } & ErrorAnswer>('/paypal-express/order', {
        pspReference,
        paymentData: action.paymentData,
        originalAmount: { value: originalAmount, currency: 'EUR' },
        deliveryMethods: [{ reference: 'a', amount: { value: delivery, currency: 'EUR' }, selected: true }],
      }),
    agree: (path = '/payments/details') =>
      post<Answer>(path, { details: { orderID: action.sdkData.token, payerID: 'P' }, paymentReference }),
    books: async () => lines(await stack().payment(paymentReference)),
    atAdyen: () => stack().adyen.control.payment(paymentReference),
  };
};

/** The answer to the next change is lost, or it never arrives. */
const lose = (processed: boolean): void =>
  stack().adyen.control.fault({ path: UPDATE, processed, delayMs: 0, delayAnswerMs: 2500, times: 9 });

const restore = async (): Promise<void> => {
  const refused = () => fetch(`${stack().adyen.url}/v72/paypal/updateOrder`, { method: 'POST', body: '{}' });
  for (let i = 0; i < 9; i += 1) await Promise.race([refused(), new Promise((done) => setTimeout(done, 20))]);
};

describe('a change of PayPal’s order whose answer is lost', () => {
  it('keeps the shopper’s agreement from being used, also when the cart costs what it did before', async () => {
    const { owes, update, agree, books, atAdyen, start, paymentReference } = await startPaypal();
    owes(12_000);
    lose(true);
    expect((await update(2000)).status).toBe(504);
    await restore();
    owes(10_000);
    for (const path of ['/payments/details', '/express-payments/details']) {
      expect(await agree(path)).toMatchObject({
        status: 400,
        body: { errors: [{ code: 'AmountMismatch' }] },
      });
    }
    expect(atAdyen()?.authorised).toBe(0);

    // Without a key the same body is the same attempt, but for one whose order nobody knows.
    const again = await start();
    expect(again.body.paymentReference).not.toBe(paymentReference);

    expect((await update(0)).body.status).toBe('success');
    expect((await agree()).body.resultCode).toBe('Authorised');
    await stack().adyen.control.whenIdle();
    expect([atAdyen()?.amount.value, await books()]).toEqual([10_000, ['Authorization Success 10000']]);
  });

  it('is one with what Adyen authorises where only the notification comes', async () => {
    const { owes, update, books, paymentReference } = await startPaypal();
    owes(12_000);
    lose(true);
    await update(2000);
    await restore();
    stack().adyen.control.approve(paymentReference);
    await stack().adyen.control.whenIdle();
    expect(await books()).toEqual(['Authorization Failure 10000', 'Authorization Success 12000']);
  });
});

describe('a change of PayPal’s order', () => {
  it('that Adyen certainly has not made leaves the order as it was', async () => {
    const { owes, update, agree, atAdyen } = await startPaypal();
    owes(12_000);
    const body = { status: 422, errorCode: '702', message: 'no', errorType: 'validation' };
    stack().adyen.control.fault({ path: UPDATE, respond: { status: 422, body } });
    expect((await update(2000)).status).toBe(422);
    owes(10_000);
    expect((await agree()).body.resultCode).toBe('Authorised');
    expect(atAdyen()?.amount.value).toBe(10_000);
  });

  it('is written before Adyen is asked for it: where that fails, Adyen is not asked', async () => {
    const { owes, update, agree, paymentReference } = await startPaypal();
    owes(12_000);
    const before = stack().adyen.control.journal(UPDATE).length;
    const fault = stack().commercetools.control.fault({
      method: 'POST',
      path: `/payments/${paymentReference}$`,
      times: 'always',
      status: 503,
    });
    expect((await update(2000)).status).toBe(503);
    fault.remove();
    expect(stack().adyen.control.journal(UPDATE).length).toBe(before);
    owes(10_000);
    expect((await agree()).body.resultCode).toBe('Authorised');
  });

  it('that could not be written down is in doubt until another one', async () => {
    const { owes, update, agree, paymentReference } = await startPaypal();
    owes(12_000);
    const slow = { path: UPDATE, delayAnswerMs: 300 };
    stack().adyen.control.fault(slow);
    const asked = stack().adyen.control.journal(UPDATE).length;
    const updating = update(2000);
    await expect.poll(() => stack().adyen.control.journal(UPDATE).length).toBeGreaterThan(asked);
    const fault = stack().commercetools.control.fault({
      method: 'POST',
      path: `/payments/${paymentReference}$`,
      times: 'always',
      status: 503,
    });
    expect((await updating).status).toBe(503);
    fault.remove();
    owes(10_000);
    expect((await agree()).status).toBe(400);
    expect(await update(0)).toMatchObject({ status: 409 });
  });

  it('is one at a time', async () => {
    const { owes, update, agree, atAdyen, books } = await startPaypal();
    owes(12_000);
    stack().adyen.control.fault({ path: UPDATE, delayMs: 200 });
    const statuses = (await Promise.all([update(2000), update(2000), update(2000)])).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    if (!statuses.includes(200)) expect((await update(2000)).status).toBe(200);
    expect((await agree()).body.resultCode).toBe('Authorised');
    await stack().adyen.control.whenIdle();
    expect(atAdyen()?.amount.value).toBe(12_000);
    expect(await books()).toContain('Authorization Success 12000');
  });

  it('goes on where the window is opened again with what the cart costs by then', async () => {
    const { owes, update, agree, start, paymentReference, books } = await startPaypal();
    owes(10_490);
    expect((await update(490)).body.status).toBe('success');
    expect((await start()).body.paymentReference).toBe(paymentReference);
    owes(10_990);
    expect((await update(990, 10_490)).body.status).toBe('success');
    expect((await agree()).body.resultCode).toBe('Authorised');
    await stack().adyen.control.whenIdle();
    expect(await books()).toContain('Authorization Success 10990');
  });

  it('may make it cheaper: a discount, or taxes that the address takes away', async () => {
    const { owes, update, agree, books } = await startPaypal();
    owes(9500);
    expect((await update(490)).body.status).toBe('success');
    expect((await agree()).body.resultCode).toBe('Authorised');
    await stack().adyen.control.whenIdle();
    expect(await books()).toContain('Authorization Success 9500');
  });

  it.each([
    ['less than its delivery', 400, 490],
    ['nothing', 0, 0],
  ])('is refused for a cart that owes %s', async (_what, total, delivery) => {
    const { owes, update } = await startPaypal();
    owes(total);
    expect((await update(delivery)).status).toBe(400);
  });
});
