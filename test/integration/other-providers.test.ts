import type { Payment } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import { payAtTheBank } from './bank.ts';
import { card, linesOf, method, newShopper, useStack } from './support.ts';
import { deliver, eventOf } from './webhook.ts';

// A project in which another provider's connector writes Payments, too, also to the same carts.
const stack = useStack();

const amount = { currencyCode: 'EUR', centAmount: 1000 };
const control = () => stack().commercetools.control;
const bearer = () => ({ Authorization: `Bearer ${control().issueToken({ scopes: ['manage_project'] })}` });

interface Draft {
  readonly type: string;
  readonly state: string;
  readonly centAmount?: number;
  readonly at?: string;
}

let payments = 0;

/** Another provider's Payment, linked to the cart. */
const foreignPayment = async (cartId: string, ...transactions: Draft[]): Promise<Payment> => {
  payments += 1;
  const interactionId = `pi_foreign${payments}`;
  const payment = await control().request<Payment>('POST', '/payments', {
    amountPlanned: amount,
    interfaceId: interactionId,
    paymentMethodInfo: { paymentInterface: 'stripe', method: 'paypal' },
    transactions: transactions.map(({ type, state, centAmount = 1000, at }) => ({
      type,
      state,
      amount: { ...amount, centAmount },
      timestamp: at ?? new Date().toISOString(),
      ...(state !== 'Initial' && { interactionId }),
    })),
  });
  const { version } = control().cart(cartId);
  const actions = [{ action: 'addPayment', payment: { typeId: 'payment', id: payment.id } }];
  await control().request('POST', `/carts/${cartId}`, { version, actions });
  return payment;
};

const callsOfAdyen = (): number => stack().adyen.control.journal().length;

/** Runs something that must neither write another provider's Payment nor name it to Adyen. */
const leaves = async (payment: Payment, work: () => Promise<unknown>): Promise<void> => {
  const before = callsOfAdyen();
  await work();
  await stack().adyen.control.whenIdle();
  expect(control().payment(payment.id).version).toBe(payment.version);
  const sent = JSON.stringify(stack().adyen.control.journal().slice(before));
  expect(sent).not.toContain(payment.id);
  expect(sent).not.toContain(payment.interfaceId);
};

const old = '2026-01-01T10:00:00.000Z';
const total = { cart: { total: 1000 } };

describe('another provider’s Payment', () => {
  it('is not reviewed: neither abandoned nor captured or refunded at Adyen', async () => {
    const { cartId } = await newShopper(stack(), total);
    const foreign = await foreignPayment(
      cartId,
      { type: 'Authorization', state: 'Success', at: old },
      { type: 'Charge', state: 'Initial' },
      { type: 'Refund', state: 'Initial' },
      { type: 'Authorization', state: 'Initial', at: old },
    );
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const aged = {
      ...control().payment(foreign.id),
      createdAt: hoursAgo(300),
      lastModifiedAt: hoursAgo(3),
      transactions: foreign.transactions.map((one) => ({ ...one, timestamp: hoursAgo(3) })),
    };
    control().put('payment', aged);
    await leaves(aged, async () => {
      const { status, body } = await stack().call('/operations/reviews', { headers: bearer(), body: {} });
      expect([status, JSON.stringify(body).includes(foreign.id)]).toEqual([200, false]);
    });
  });

  it('is not given back when its cart is paid with ours, too: ours is', async () => {
    const shopper = await newShopper(stack(), total);
    const { body } = await shopper.pay(method('ideal'));
    const id = body.paymentReference;
    const redirectResult = await payAtTheBank(body.action?.url ?? '');
    const later = new Date(Date.now() + 60_000).toISOString();
    const foreign = await foreignPayment(shopper.cartId, {
      type: 'Authorization',
      state: 'Success',
      at: later,
    });
    await leaves(foreign, () => shopper.sendDetails({ details: { redirectResult }, paymentReference: id }));
    expect(await linesOf(stack(), id)).toContain('Refund Success 1000');
    await leaves(foreign, () => deliver(stack(), [eventOf(stack(), id, 'AUTHORISATION')]));
  });

  it('is only reported where it is the one that makes it too much', async () => {
    const shopper = await newShopper(stack(), total);
    const { body } = await shopper.pay(card());
    const foreign = await foreignPayment(shopper.cartId, {
      type: 'Authorization',
      state: 'Success',
      centAmount: 300,
    });
    await leaves(foreign, () => deliver(stack(), [eventOf(stack(), body.paymentReference, 'AUTHORISATION')]));
    expect(await linesOf(stack(), body.paymentReference)).toEqual(['Authorization Success 1000']);
    expect(stack().logs()).toMatch(new RegExp(`"code":"DuplicatePaymentFound"[^\n]*${foreign.id}`));
  });

  it('is no attempt at Adyen, and what it holds is not asked for again', async () => {
    const shopper = await newShopper(stack(), total);
    await foreignPayment(shopper.cartId, { type: 'Authorization', state: 'Initial' });
    await foreignPayment(shopper.cartId, { type: 'Authorization', state: 'Success', centAmount: 300 });
    const { body } = await shopper.pay(card());
    expect(stack().adyen.control.payment(body.paymentReference)?.amount.value).toBe(700);
  });
});
