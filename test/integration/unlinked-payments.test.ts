import { describe, expect, it } from 'vitest';
import { chooseAtTheBank } from './bank.ts';
import { card, method, newShopper, useStack, type Shopper } from './support.ts';
import { deliver, eventOf } from './webhook.ts';

// A shop takes a Payment off its cart while the shopper is at the bank, and the shopper pays all the same.

const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '1500' } });
const adyen = () => stack().adyen.control;
const commercetools = () => stack().commercetools.control;

interface Story {
  readonly shopper: Shopper;
  /** Of the Payment that is not on the cart. */
  readonly id: string;
  readonly pay: () => Promise<void>;
}

/** A cart of 10.00 EUR whose redirect the shop has taken off. */
const takenOff = async (type = 'ideal'): Promise<Story> => {
  const shopper = await newShopper(stack(), {
    cart: { total: 1000 },
    metadata: { processorUrl: stack().processorUrl },
  });
  const { body } = await shopper.pay(method(type));
  const id = body.paymentReference;
  await changeCart(shopper.cartId, { action: 'removePayment', payment: { typeId: 'payment', id } });
  const pay = async () => {
    await chooseAtTheBank(body.action?.url ?? '', 'pay');
    await adyen().whenIdle();
  };
  return { shopper, id, pay };
};

const changeCart = (cartId: string, ...actions: object[]) => {
  const { version } = commercetools().cart(cartId);
  return commercetools().request('POST', `/carts/${cartId}`, { version, actions });
};

/** What was asked of Adyen beside the payment. */
const modifications = (id: string): string[] =>
  adyen()
    .payment(id)
    ?.modifications.map(({ kind }) => kind) ?? [];

/** Lets nobody have touched the Payment for so many hours. */
const age = (id: string, hours = 2): void => {
  const lastModifiedAt = new Date(Date.now() - hours * 3_600_000).toISOString();
  commercetools().put('payment', { ...commercetools().payment(id), lastModifiedAt });
};

type Line = { kind: string; paymentId?: string; cartId?: string; reason?: string };

/** What a whole review says about a Payment. */
const review = async (id: string): Promise<string[]> => {
  age(id);
  const headers = {
    Authorization: `Bearer ${commercetools().issueToken({ scopes: ['manage_checkout_payment_intents'] })}`,
  };
  const said: string[] = [];
  let after: string | undefined;
  do {
    const { status, body } = await stack().call<{ settled: Line[]; findings: Line[]; next?: string }>(
      '/operations/reviews',
      { body: { after }, headers },
    );
    expect(status).toBe(200);
    const lines = [...body.settled, ...body.findings].filter(({ paymentId }) => paymentId === id);
    said.push(...lines.map(({ kind, reason }) => `${kind} ${reason}`));
    after = body.next;
  } while (after !== undefined);
  await adyen().whenIdle();
  return said;
};

describe('a Payment that the shop took off its cart and that is paid all the same', () => {
  it.each([
    ['ideal', 'refund'],
    ['klarna', 'cancel'],
  ])('is reversed as soon as it is known where the cart is paid without it: %s', async (type, reversal) => {
    const { shopper, id, pay } = await takenOff(type);
    const { body } = await shopper.pay(card());
    expect(body.resultCode).toBe('Authorised');
    await pay();
    expect([modifications(id), modifications(body.paymentReference)]).toEqual([[reversal], []]);
    expect(await review(id)).toEqual([]);
    expect(modifications(id)).toEqual([reversal]);
  });

  it('is a finding while its cart owes the amount, and reversed by a review once that is paid', async () => {
    const { shopper, id, pay } = await takenOff();
    await pay();
    expect(stack().logs()).toMatch(new RegExp(`"code":"UnlinkedPayment"[^\n]*${id}[^\n]*"CartOwes"`));
    expect([await review(id), await review(id)]).toEqual([
      ['UnlinkedPayment CartOwes'],
      ['UnlinkedPayment CartOwes'],
    ]);
    expect(modifications(id)).toEqual([]);

    await shopper.pay(card());
    expect(await review(id)).toEqual([]);
    expect(modifications(id)).toEqual(['refund']);
    expect(await review(id)).toEqual([]);
  });

  it('is tried again by a review where Adyen has refused to reverse it', async () => {
    const { shopper, id, pay } = await takenOff();
    await shopper.pay(card());
    adyen().outcome({ operation: 'refund', success: false, reason: 'Insufficient balance' });
    await pay();
    expect(await review(id)).toEqual(['UnlinkedPayment Insufficient balance']);
    const payment = commercetools().payment(id);
    const timestamp = new Date(Date.now() - 2 * 3_600_000).toISOString();
    const transactions = payment.transactions.map((one) =>
      one.type === 'Refund' ? { ...one, timestamp } : one,
    );
    commercetools().put('payment', { ...payment, transactions } as never);
    expect(await review(id)).toEqual([]);
    expect(modifications(id)).toEqual(['refund', 'refund']);
  });

  it('is a finding where somebody has captured it: its cart may be used again after the delivery', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 1000 } });
    const { paymentReference: id } = (await shopper.pay(card())).body;
    await adyen().whenIdle();
    const headers = {
      Authorization: `Bearer ${commercetools().issueToken({ scopes: ['manage_checkout_payment_intents'] })}`,
    };
    const amount = { centAmount: 1000, currencyCode: 'EUR' };
    const body = { actions: [{ action: 'capturePayment', amount }] };
    await stack().call(`/operations/payment-intents/${id}`, { headers, body });
    await adyen().whenIdle();
    await changeCart(shopper.cartId, { action: 'removePayment', payment: { typeId: 'payment', id } });
    await shopper.pay(card('5555555555554444'));
    // Adyen may deliver an event again.
    const pspReference = commercetools().payment(id).interfaceId ?? '';
    await deliver(stack(), [eventOf(stack(), id, 'AUTHORISATION', { pspReference })]);
    expect(await review(id)).toEqual(['UnlinkedPayment Captured']);
    expect(modifications(id)).toEqual(['capture']);
  });

  it('is a finding where its cart is deleted', async () => {
    const { shopper, id, pay } = await takenOff();
    const { version } = commercetools().cart(shopper.cartId);
    await commercetools().request('DELETE', `/carts/${shopper.cartId}?version=${version}`);
    await pay();
    expect(await review(id)).toEqual(['UnlinkedPayment CartGone']);
    expect(modifications(id)).toEqual([]);
  });

  it('is a finding where an earlier version wrote it, which did not remember the cart', async () => {
    const { shopper, id, pay } = await takenOff();
    const payment = commercetools().payment(id);
    const transactions = payment.transactions.map((one) => {
      const { adyenConnectorCart: _cart, ...fields } = one.custom?.fields ?? {};
      return { ...one, custom: { ...one.custom, fields } };
    });
    commercetools().put('payment', { ...payment, transactions } as never);
    await shopper.pay(card());
    await pay();
    expect(await review(id)).toEqual(['UnlinkedPayment CartUnknown']);
    expect(modifications(id)).toEqual([]);
  });

  it.each(['another cart', 'an order'])('is left alone where %s lists it', async (where) => {
    const { shopper, id, pay } = await takenOff();
    await shopper.pay(card());
    const payment = { typeId: 'payment', id };
    if (where === 'another cart') {
      const other = await newShopper(stack(), { cart: { total: 1000 } });
      await changeCart(other.cartId, { action: 'addPayment', payment });
    } else {
      const cart = { typeId: 'cart', id: shopper.cartId };
      const draft = { cart, version: commercetools().cart(shopper.cartId).version };
      const order = await commercetools().request<{ id: string; version: number }>('POST', '/orders', draft);
      const actions = [{ action: 'addPayment', payment }];
      await commercetools().request('POST', `/orders/${order.id}`, { version: order.version, actions });
    }
    await pay();
    expect(await review(id)).toEqual([]);
    expect(modifications(id)).toEqual([]);
  });
});
