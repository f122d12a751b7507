import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { card, lines, method, newShopper, settledLines, useStack, type Shopper } from './support.ts';
import { chooseAtTheBank, payAtTheBank } from './bank.ts';

// A shop may take a payment off its cart (`removePayment`), commercetools may refuse to link one: Adyen has the payment all the same.

const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '2000' } });

const update = (cartId: string, ...actions: object[]) => {
  const { version } = stack().commercetools.control.cart(cartId);
  return stack().commercetools.control.request('POST', `/carts/${cartId}`, { version, actions });
};
const takeOff = ({ cartId }: Shopper, id: string) =>
  update(cartId, { action: 'removePayment', payment: { typeId: 'payment', id } });
const addLamp = ({ cartId }: Shopper) => update(cartId, { action: 'addLineItem', sku: 'lamp' });
const grossOf = ({ cartId }: Shopper) =>
  stack().commercetools.control.cart(cartId).taxedPrice?.totalGross.centAmount;

const sentAmounts = (reference: string) => stack().adyen.control.payment(reference)?.amount.value;
const requestsToPay = () => stack().adyen.control.journal('/payments$').length;
const newKey = () => ({ headers: { 'Idempotency-Key': randomUUID() } });
const paymentsOf = ({ cartId }: Shopper) => {
  const { anonymousId } = stack().commercetools.control.cart(cartId);
  return stack()
    .commercetools.control.all('payment')
    .filter((payment) => (payment as { anonymousId?: unknown }).anonymousId === anonymousId);
};
const mug = { cart: { lineItems: [{ sku: 'mug' }] } };

describe('a payment that the shop took off its cart', () => {
  it('is there when its shopper pays after all, although the cart has changed and was tried again', async () => {
    const shopper = await newShopper(stack(), mug);
    const first = await shopper.pay(method('ideal'));
    await takeOff(shopper, first.body.paymentReference);
    await addLamp(shopper);
    const second = await shopper.pay(method('ideal'));
    expect(second).toMatchObject({ status: 200, body: { resultCode: 'RedirectShopper' } });
    expect(second.body.paymentReference).not.toBe(first.body.paymentReference);
    expect(sentAmounts(second.body.paymentReference)).toBe(grossOf(shopper));

    await payAtTheBank(first.body.action?.url ?? '');
    const amount = sentAmounts(first.body.paymentReference);
    expect(await settledLines(stack(), first.body.paymentReference)).toEqual([
      `Authorization Success ${amount}`,
      `Charge Success ${amount}`,
    ]);
  });

  it('answers its key as before, and is linked again', async () => {
    const shopper = await newShopper(stack(), mug);
    const key = newKey();
    const first = await shopper.pay(card(), key);
    await takeOff(shopper, first.body.paymentReference);
    await addLamp(shopper);
    const again = await shopper.pay(card(), key);
    expect(again).toMatchObject({
      status: 200,
      body: { paymentReference: first.body.paymentReference, resultCode: 'Authorised' },
    });
    const linked = stack().commercetools.control.payments(shopper.cartId);
    expect(linked.map(({ id }) => id)).toEqual([first.body.paymentReference]);
  });

  it.each([400, 503])('is there when commercetools refuses to link it again with %d', async (status) => {
    const shopper = await newShopper(stack(), mug);
    const key = newKey();
    const { body } = await shopper.pay(card(), key);
    await takeOff(shopper, body.paymentReference);
    const path = `/carts/${shopper.cartId}`;
    const fault = stack().commercetools.control.fault({ method: 'POST', path, times: 'always', status });
    expect((await shopper.pay(card(), key)).status).toBeGreaterThanOrEqual(400);
    fault.remove();
    expect(lines(await stack().payment(body.paymentReference))).toHaveLength(1);
  });

  it('is no answer to the same content once it was refused or refunded', async () => {
    for (const ending of ['refused', 'refunded']) {
      const shopper = await newShopper(stack(), mug);
      const { body } = await shopper.pay(method('ideal'));
      const choice = ending === 'refused' ? 'cancel' : 'pay';
      const returned = await chooseAtTheBank(body.action?.url ?? '', choice);
      const redirectResult = returned.searchParams.get('redirectResult');
      await shopper.sendDetails({ details: { redirectResult }, paymentReference: body.paymentReference });
      await stack().adyen.control.whenIdle();
      if (ending === 'refunded') {
        const token = stack().commercetools.control.issueToken({ scopes: ['manage_project'] });
        await stack().call(`/operations/payment-intents/${body.paymentReference}`, {
          headers: { Authorization: `Bearer ${token}` },
          body: { actions: [{ action: 'reversePayment' }] },
        });
        await stack().adyen.control.whenIdle();
      }
      await takeOff(shopper, body.paymentReference);
      const again = await shopper.pay(method('ideal'));
      expect(again.body, ending).toMatchObject({ resultCode: 'RedirectShopper' });
      expect(again.body.paymentReference).not.toBe(body.paymentReference);
    }
  });
});

describe('an attempt that commercetools does not link', () => {
  it.each([1, 2, 3])(
    'leaves no payment behind, also where creating it was answered %i times with an error',
    async (times) => {
      const shopper = await newShopper(stack(), mug);
      const { control } = stack().commercetools;
      control.fault({ method: 'POST', path: '/payments$', status: 502, when: 'after', times });
      const refusal = control.fault({
        method: 'POST',
        path: `/carts/${shopper.cartId}$`,
        status: 400,
        times: 'always',
      });
      expect((await shopper.pay(card())).status).toBeGreaterThanOrEqual(400);
      refusal.remove();
      expect(paymentsOf(shopper)).toEqual([]);
    },
  );
});

describe('two equal attempts that commercetools does not link', () => {
  it('leave no payment behind', async () => {
    const shopper = await newShopper(stack(), mug);
    const { control } = stack().commercetools;
    const path = `/carts/${shopper.cartId}$`;
    // Each has found the Payment before the other one is refused.
    const refusal = control.fault({ method: 'POST', path, status: 400, times: 'always', delayMs: 300 });
    const key = newKey();
    await Promise.all([shopper.pay(card(), key), shopper.pay(card(), key)]);
    refusal.remove();
    expect(paymentsOf(shopper)).toEqual([]);
  });
});

describe('an attempt that never reached Adyen', () => {
  it.each([
    ['with its key', card(), newKey()],
    ['with a body that is always the same', method('ideal'), {}],
  ])('is charged what the cart owes now: %s', async (_name, body, call) => {
    const shopper = await newShopper(stack(), mug);
    const { payment } = await unsent(shopper, body, call);
    await addLamp(shopper);
    const again = await shopper.pay(body, call);
    expect(again.status).toBe(200);
    expect(again.body.paymentReference).toBe(payment.id);
    expect(sentAmounts(payment.id)).toBe(grossOf(shopper));
    const { transactions, amountPlanned } = await stack().payment(payment.id);
    expect(amountPlanned.centAmount).toBe(grossOf(shopper));
    expect(transactions.map(({ state }) => state)[0]).toBe('Failure');
    expect(stack().commercetools.control.payments(shopper.cartId)).toHaveLength(1);
  });

  it('is not made again where the cart has been paid since', async () => {
    const shopper = await newShopper(stack(), mug);
    const key = newKey();
    await unsent(shopper, card(), key);
    await shopper.pay(card('5555444433331111'));
    const before = requestsToPay();
    expect((await shopper.pay(card(), key)).status).toBe(400);
    expect(requestsToPay()).toBe(before);
  });
});

/** Adyen answers that it has not processed the request, however often it is asked. */
const unsent = async (shopper: Shopper, body: unknown, call: object) => {
  const respond = { status: 429, body: { status: 429, errorCode: '000', message: 'later' } };
  stack().adyen.control.fault({ path: '/payments$', times: 100, respond });
  const { status } = await shopper.pay(body, call);
  expect(status).toBeGreaterThanOrEqual(429);
  while ((await fetch(`${stack().adyen.url}/v72/payments`, { method: 'POST' })).status === 429);
  const [payment] = stack().commercetools.control.payments(shopper.cartId);
  if (!payment) throw new Error('The attempt was not written.');
  return { payment };
};

it('the same content pays the rest, once the cart has grown and what it has paid is not all', async () => {
  const shopper = await newShopper(stack(), mug);
  const first = await shopper.pay(method('ideal'));
  await payAtTheBank(first.body.action?.url ?? '');
  await stack().adyen.control.whenIdle();
  const paid = grossOf(shopper) ?? 0;
  await addLamp(shopper);
  const rest = await shopper.pay(method('ideal'));
  expect(rest.body.paymentReference).not.toBe(first.body.paymentReference);
  expect(sentAmounts(rest.body.paymentReference)).toBe((grossOf(shopper) ?? 0) - paid);
});
