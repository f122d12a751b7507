import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  card,
  linesOf,
  method,
  newShopper,
  useStack,
  type ErrorAnswer,
  type PaymentAnswer,
  type Shopper,
} from './support.ts';

const stack = useStack();

type Answer = PaymentAnswer & ErrorAnswer;

const wallet = { paymentMethod: { type: 'googlepay', googlePayToken: '{"signature":"x"}' } };

/** The page shows an amount, and names it. */
const showing = (centAmount: number, currencyCode = 'EUR') => ({
  expectedAmount: { centAmount, currencyCode },
});

const setTotal = (cartId: string, centAmount: number): void => {
  const { control } = stack().commercetools;
  const cart = control.cart(cartId);
  const total = { ...cart.totalPrice, centAmount };
  const taxedPrice = { totalNet: total, totalGross: total, taxPortions: [] };
  control.putCart({ ...cart, version: cart.version + 1, totalPrice: total, taxedPrice });
};

const paymentsOf = ({ cartId }: Shopper): number => stack().commercetools.control.payments(cartId).length;
const askedOfAdyen = (): number => stack().adyen.control.journal('/payments$').length;

describe('the amount that the shopper was shown', () => {
  it.each<[string, number]>([
    ['EUR', 1500],
    ['JPY', 1500],
    ['KWD', 1500],
    ['CLP', 1500],
  ])('is charged in %s', async (currency, total) => {
    const { pay } = await newShopper(stack(), { cart: { total, currency } });
    const { body } = await pay({ ...card(), ...showing(total, currency) });
    expect(body.resultCode).toBe('Authorised');
  });

  it.each([
    ['/payments', card(), showing(1499)],
    ['/payments', card(), showing(1500, 'USD')],
    ['/express-payments', wallet, showing(150_000)],
    ['/express-payments', { paymentMethod: { type: 'paypal', subtype: 'express' } }, showing(0)],
  ])('on %s is compared, and nothing is written where it is another', async (path, body, shown) => {
    const shopper = await newShopper(stack(), { cart: { total: 1500 } });
    const before = askedOfAdyen();
    const { status, body: answer } = await stack().call<Answer>(path, {
      sessionId: shopper.sessionId,
      body: { ...body, ...shown },
    });
    expect(status).toBe(409);
    expect(answer.errors).toMatchObject([
      { code: 'AmountChanged', amount: { centAmount: 1500, currencyCode: 'EUR' } },
    ]);
    expect([paymentsOf(shopper), askedOfAdyen()]).toEqual([0, before]);
  });

  it.each([{ centAmount: 1.5, currencyCode: 'EUR' }, { centAmount: 1500 }, 1500])(
    'has a form: %j',
    async (expectedAmount) => {
      const { pay } = await newShopper(stack(), { cart: { total: 1500 } });
      const { status, body } = await pay<ErrorAnswer>({ ...card(), expectedAmount });
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain('expectedAmount');
    },
  );

  it('is no part of the attempt: the same key goes on once the shopper has seen the right one', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 1500 } });
    const call = { headers: { 'Idempotency-Key': randomUUID() } };
    expect((await shopper.pay({ ...card(), ...showing(1000) }, call)).status).toBe(409);
    const { body } = await shopper.pay({ ...card(), ...showing(1500) }, call);
    expect(body.resultCode).toBe('Authorised');
    expect(paymentsOf(shopper)).toBe(1);
  });

  it('does not matter for the repeat of an attempt that has an outcome', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 1500 } });
    const call = { headers: { 'Idempotency-Key': randomUUID() } };
    const first = await shopper.pay({ ...card(), ...showing(1500) }, call);
    setTotal(shopper.cartId, 2000);
    const again = await shopper.pay<PaymentAnswer & { remainingAmount?: object }>(
      { ...card(), ...showing(1500) },
      call,
    );
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      paymentReference: first.body.paymentReference,
      resultCode: 'Authorised',
      remainingAmount: { centAmount: 500, currencyCode: 'EUR' },
    });
  });

  it('of a repeat is that of the first request, which Adyen may have', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 1500 } });
    const call = { headers: { 'Idempotency-Key': randomUUID() } };
    const first = await shopper.pay({ ...method('ideal'), ...showing(1500) }, call);
    setTotal(shopper.cartId, 2000);
    const again = await shopper.pay({ ...method('ideal'), ...showing(1500) }, call);
    expect([again.status, again.body.paymentReference]).toEqual([200, first.body.paymentReference]);
    const other = await shopper.pay<Answer>({ ...method('ideal'), ...showing(2000) }, call);
    expect(other.body.errors).toMatchObject([
      { code: 'AmountChanged', amount: { centAmount: 1500, currencyCode: 'EUR' } },
    ]);
  });

  it('of a repeat that never reached Adyen is what the cart owes now', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 1500 } });
    const call = { headers: { 'Idempotency-Key': randomUUID() } };
    const respond = { status: 429, body: { status: 429, errorCode: '000', message: 'slow down' } };
    stack().adyen.control.fault({ path: '/payments$', times: 100, respond });
    expect((await shopper.pay({ ...card(), ...showing(1500) }, call)).status).toBe(503);
    while ((await fetch(`${stack().adyen.url}/v72/payments`, { method: 'POST' })).status === 429);
    setTotal(shopper.cartId, 2000);
    expect((await shopper.pay({ ...card(), ...showing(1500) }, call)).status).toBe(409);
    const { body } = await shopper.pay({ ...card(), ...showing(2000) }, call);
    expect(body.resultCode).toBe('Authorised');
    expect(await linesOf(stack(), body.paymentReference)).toContain('Authorization Success 2000');
  });
});
