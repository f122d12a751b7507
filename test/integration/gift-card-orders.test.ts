import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  card,
  lines,
  linesOf,
  method,
  newShopper,
  useStack,
  useUpFault,
  type PaymentAnswer,
  type Shopper,
} from './support.ts';
import { sentFor } from './stored-support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

const environment = { ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true', ADYEN_TIMEOUT_MS: '2000' };
const stack = useStack({ environment });
// A project whose post-deploy step never ran.
const bare = useStack({ environment });

type Stack = ReturnType<typeof stack>;

interface Order {
  orderData: string;
  pspReference: string;
  remainingAmount: { value: number; currency: string };
}

type PartAnswer = PaymentAnswer & { order: Order };

beforeAll(async () => {
  const { control } = bare().commercetools;
  for (const { id, version } of control.all('type')) {
    await control.request('DELETE', `/types/${id}?version=${version}`);
  }
});

const giftCard = (of: Stack, value: number, brand = 'givex') => {
  const number = `60364632${randomUUID().replaceAll(/\D/g, '').slice(0, 8).padEnd(8, '0')}`;
  of.adyen.control.setGiftCard(number, { value, currency: 'EUR' });
  return {
    paymentMethod: {
      type: 'giftcard',
      brand,
      encryptedCardNumber: `test_${number}`,
      encryptedSecurityCode: 'test_1234',
    },
  };
};

const openOrder = async (of: Stack, { sessionId }: Shopper): Promise<Order> => {
  const { status, body } = await of.call<Order>('/orders', { sessionId, body: {} });
  expect(status).toBe(200);
  return body;
};

const named = ({ orderData, pspReference }: Order) => ({ order: { orderData, pspReference } });

/** A cart of 100.00 whose first 30.00 are paid with a gift card. */
const partlyPaid = async (of: Stack, brand?: string) => {
  const shopper = await newShopper(of, { cart: { total: 10_000 } });
  const order = await openOrder(of, shopper);
  const part = { ...giftCard(of, 3000, brand), ...named(order) };
  const { body } = await shopper.pay<PartAnswer>(part);
  expect(body.resultCode).toBe('Authorised');
  return { shopper, order, part, answer: body };
};

const paidIn = (of: Stack, { cartId }: Shopper) => of.commercetools.control.payments(cartId).map(lines);

describe('an order that is opened again', () => {
  it('is the same one while it is open: a page that is loaded anew goes on with it', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const first = await openOrder(stack(), shopper);
    expect((await openOrder(stack(), shopper)).pspReference).toBe(first.pspReference);
  });

  it('is the same one while the answer to a part of it is missing', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(stack(), shopper);
    const { adyen } = stack();
    adyen.control.holdWebhooks();
    adyen.control.fault({ path: '/payments$', processed: true, drop: true, times: 100 });
    await shopper.pay({ ...giftCard(stack(), 3000), ...named(order) });
    await useUpFault(stack(), '/v72/payments');
    const again = await openOrder(stack(), shopper);
    expect(again.pspReference).toBe(order.pspReference);
    adyen.control.releaseWebhooks();
    await adyen.control.whenIdle();
    const { body } = await shopper.pay(card());
    expect(body.resultCode).toBe('Authorised');
    expect(adyen.control.payment(body.paymentReference)?.amount.value).toBe(7000);
    expect(JSON.stringify(sentFor(stack(), body.paymentReference))).toContain(order.pspReference);
  });
});

describe('where the custom types were removed, and are created again', () => {
  it.each([true, false])(
    'a gift card and a card pay together; the card names the order: %s',
    async (isNamed) => {
      const { shopper, order, part, answer } = await partlyPaid(bare());
      expect((await shopper.pay<PartAnswer>(part)).body).toEqual(answer);
      expect((await openOrder(bare(), shopper)).remainingAmount.value).toBe(7000);
      const rest = await shopper.pay<PartAnswer>({ ...card(), ...(isNamed && named(order)) });
      expect(rest.body).toMatchObject({ resultCode: 'Authorised', order: { remainingAmount: { value: 0 } } });
      await bare().adyen.control.whenIdle();
      expect(paidIn(bare(), shopper)).toEqual([
        ['Authorization Success 3000', 'Charge Success 3000'],
        ['Authorization Success 7000'],
      ]);
    },
  );

  it('cancelling gives the part back, once', async () => {
    const { shopper, order } = await partlyPaid(bare());
    const { sessionId } = shopper;
    const { order: body } = named(order);
    expect((await bare().call('/orders/cancel', { sessionId, body })).status).toBe(200);
    const refunded = ['Authorization Success 3000', 'Charge Success 3000', 'Refund Success 3000'];
    expect(paidIn(bare(), shopper)).toEqual([refunded]);
    await bare().adyen.control.whenIdle();
    expect(paidIn(bare(), shopper)).toEqual([refunded]);
  });
});

describe('a redirect that nobody finished', () => {
  it('is made anew once its order is cancelled: what is owed then is sent', async () => {
    const { shopper, order } = await partlyPaid(stack());
    const { sessionId } = shopper;
    const sentFirst = await shopper.pay(method('ideal'));
    expect(stack().adyen.control.payment(sentFirst.body.paymentReference)?.amount.value).toBe(7000);
    await stack().call('/orders/cancel', { sessionId, body: named(order).order });
    const { body } = await shopper.pay(method('ideal'));
    expect(stack().adyen.control.payment(body.paymentReference)?.amount.value).toBe(10_000);
  });

  it('is made anew when the cart changes, although an order is open', async () => {
    const shopper = await newShopper(stack(), { cart: { lineItems: [{ sku: 'mug' }] } });
    await openOrder(stack(), shopper);
    await shopper.pay(method('ideal'));
    const { control } = stack().commercetools;
    const { version } = control.cart(shopper.cartId);
    const actions = [{ action: 'addLineItem', sku: 'lamp' }];
    await control.request('POST', `/carts/${shopper.cartId}`, { version, actions });
    const { body } = await shopper.pay(method('ideal'));
    const gross = control.cart(shopper.cartId).taxedPrice?.totalGross.centAmount;
    expect(stack().adyen.control.payment(body.paymentReference)?.amount.value).toBe(gross);
  });
});

describe('the data of an order', () => {
  it('are the latest that Adyen gave, also when an earlier answer is given again', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(stack(), shopper);
    const rotated = (orderData: string, value: number) => ({
      pspReference: newPspReference(),
      resultCode: 'Authorised',
      order: { ...order, orderData, remainingAmount: { value, currency: 'EUR' } },
    });
    const parts = [3000, 2000].map((value) => ({ ...giftCard(stack(), value), ...named(order) }));
    const answers = [rotated('FIRST', 7000), rotated('SECOND', 5000), rotated('FIRST', 7000)];
    for (const [index, body] of answers.entries()) {
      const fault = { path: '/v72/payments$', respond: { status: 200, body } };
      stack().adyen.control.fault(fault);
      await shopper.pay(parts[index % 2]);
    }
    expect((await openOrder(stack(), shopper)).orderData).toBe('SECOND');
    await shopper.pay(card());
    expect(stack().adyen.control.journal('/v72/payments$').at(-1)?.body).toMatchObject({
      order: { orderData: 'SECOND', pspReference: order.pspReference },
    });
  });
});

describe('a gift card of a brand that nobody has heard of', () => {
  it('is captured by its authorisation, also when only the notification tells of it', async () => {
    const { answer } = await partlyPaid(stack(), 'darty');
    await stack().adyen.control.whenIdle();
    const paid = ['Authorization Success 3000', 'Charge Success 3000'];
    expect(await linesOf(stack(), answer.paymentReference)).toEqual(paid);

    const { commercetools } = stack();
    const payment = commercetools.control.payment(answer.paymentReference);
    const started = payment.transactions
      .slice(0, 1)
      .map(({ interactionId: _lost, custom: _too, ...one }) => ({
        ...one,
        state: 'Initial' as const,
      }));
    commercetools.control.put('payment', { ...payment, transactions: started } as never);
    const event = eventOf(stack(), payment.id, 'AUTHORISATION', { paymentMethod: 'darty' });
    expect((await deliver(stack(), [event])).status).toBe(200);
    expect(await linesOf(stack(), payment.id)).toEqual(paid);
  });
});

describe('ORDER_CLOSED', () => {
  const closing = (changes: object, part: Record<string, string>) => ({
    ...eventOf(stack(), randomUUID(), 'ORDER_CLOSED', { success: 'false', pspReference: newPspReference() }),
    ...changes,
    additionalData: Object.fromEntries(
      Object.entries(part).map(([name, value]) => [`order-1-${name}`, value]),
    ),
  });

  it.each([undefined, 'EUR', 'EUR 30,00', 'USD 30.00', '30.00 EUR'])(
    'gives back what the part was authorised with where its amount is %s',
    async (paymentAmount) => {
      const { shopper, order, answer } = await partlyPaid(stack());
      const pspReference = stack().adyen.control.payment(answer.paymentReference)?.pspReference ?? '';
      const event = closing(
        { pspReference: order.pspReference, merchantReference: shopper.cartId },
        { pspReference, success: 'true', ...(paymentAmount !== undefined && { paymentAmount }) },
      );
      expect((await deliver(stack(), [event])).status).toBe(200);
      expect(paidIn(stack(), shopper)[0]).toContain('Refund Success 3000');
    },
  );

  it.each(['listed', 'taken off the cart'])(
    'that names no payments reverses the part that is %s',
    async (how) => {
      const { shopper, order, answer } = await partlyPaid(stack());
      const { control } = stack().commercetools;
      const id = answer.paymentReference;
      if (how !== 'listed') {
        const { version } = control.cart(shopper.cartId);
        const actions = [{ action: 'removePayment', payment: { typeId: 'payment', id } }];
        await control.request('POST', `/carts/${shopper.cartId}`, { version, actions });
      }
      const names = { pspReference: order.pspReference, merchantReference: shopper.cartId };
      expect((await deliver(stack(), [closing(names, {})])).status).toBe(200);
      expect(await linesOf(stack(), id)).toContain('Refund Success 3000');
    },
  );

  it.each([
    ['with the custom types', () => stack()],
    ['where they were removed', () => bare()],
  ])(
    'reverses no payment of the cart that is none of the order, although it is listed: %s',
    async (_name, of) => {
      const { shopper, order } = await partlyPaid(of());
      const { sessionId, cartId } = shopper;
      await of().call('/orders/cancel', { sessionId, body: named(order).order });
      const { body } = await shopper.pay(card());
      const pspReference = of().adyen.control.payment(body.paymentReference)?.pspReference ?? '';
      const references = { pspReference: order.pspReference, merchantReference: cartId };
      expect((await deliver(of(), [closing(references, { pspReference })])).status).toBe(200);
      expect(paidIn(of(), shopper)[1]).toEqual(['Authorization Success 10000']);
    },
  );

  it.each<[string, (reference: string) => Record<string, string>]>([
    ['its payments without their success', (pspReference) => ({ pspReference, paymentAmount: 'EUR 30.00' })],
    ['its payments by reference alone', (pspReference) => ({ pspReference })],
    ['no payment', () => ({})],
  ])('that lists %s reverses what the order held, and the cart is paid anew', async (_name, part) => {
    const { shopper, order, answer } = await partlyPaid(stack());
    const pspReference = stack().adyen.control.payment(answer.paymentReference)?.pspReference ?? '';
    const references = { pspReference: order.pspReference, merchantReference: shopper.cartId };
    const event = closing(references, part(pspReference));
    for (let times = 0; times < 2; times += 1) {
      expect((await deliver(stack(), [event])).status).toBe(200);
      expect(paidIn(stack(), shopper)[0]).toEqual([
        'Authorization Success 3000',
        'Charge Success 3000',
        'Refund Success 3000',
      ]);
    }
    const next = await openOrder(stack(), shopper);
    expect(next.pspReference).not.toBe(order.pspReference);
    expect(next.remainingAmount.value).toBe(10_000);
    const { body } = await shopper.pay(card());
    expect(body.resultCode).toBe('Authorised');
    expect(stack().adyen.control.payment(body.paymentReference)?.amount.value).toBe(10_000);
  });

  it('leaves a payment that it calls refused as it is', async () => {
    const { shopper, order, answer } = await partlyPaid(stack());
    const pspReference = stack().adyen.control.payment(answer.paymentReference)?.pspReference ?? '';
    const references = { pspReference: order.pspReference, merchantReference: shopper.cartId };
    await deliver(stack(), [closing(references, { pspReference, success: 'false' })]);
    expect(paidIn(stack(), shopper)[0]).toEqual(['Authorization Success 3000', 'Charge Success 3000']);
  });

  it('reverses only what the back office has not refunded before', async () => {
    const { shopper, order, answer } = await partlyPaid(stack());
    const token = stack().commercetools.control.issueToken({ scopes: ['manage_project'] });
    await stack().call(`/operations/payment-intents/${answer.paymentReference}`, {
      headers: { Authorization: `Bearer ${token}` },
      body: { actions: [{ action: 'refundPayment', amount: { centAmount: 1000, currencyCode: 'EUR' } }] },
    });
    await stack().adyen.control.whenIdle();
    const pspReference = stack().adyen.control.payment(answer.paymentReference)?.pspReference ?? '';
    const references = { pspReference: order.pspReference, merchantReference: shopper.cartId };
    await deliver(stack(), [closing(references, { pspReference, paymentAmount: 'EUR 30.00' })]);
    expect(paidIn(stack(), shopper)[0]).toEqual([
      'Authorization Success 3000',
      'Charge Success 3000',
      'Refund Success 1000',
      'Refund Success 2000',
    ]);
  });

  it('of one cart does not touch a payment of another, which it names without a signature', async () => {
    const { shopper, order } = await partlyPaid(stack());
    const other = await partlyPaid(stack());
    const pspReference = stack().adyen.control.payment(other.answer.paymentReference)?.pspReference ?? '';
    const references = { pspReference: order.pspReference, merchantReference: shopper.cartId };
    expect((await deliver(stack(), [closing(references, { pspReference, success: 'true' })])).status).toBe(
      200,
    );
    expect(paidIn(stack(), other.shopper)[0]).toEqual(['Authorization Success 3000', 'Charge Success 3000']);
  });

  const unknownPart = { pspReference: 'POSPSP0000000001', paymentAmount: 'EUR 30.00', success: 'true' };

  it('of another system’s order is acknowledged', async () => {
    for (const merchantReference of ['POS-77', '../carts', randomUUID()]) {
      const event = closing({ merchantReference }, unknownPart);
      expect(await deliver(stack(), [event])).toMatchObject({ status: 200, body: '[accepted]' });
    }
  });

  it('of our order is delivered again while a part cannot be found, then set aside', async () => {
    const { shopper, order } = await partlyPaid(stack());
    const references = { pspReference: order.pspReference, merchantReference: shopper.cartId };
    const event = closing(references, unknownPart);
    const statuses: number[] = [];
    for (let tries = 0; tries < 4; tries += 1) statuses.push((await deliver(stack(), [event])).status);
    expect(statuses).toEqual([503, 503, 503, 200]);
  });
});
