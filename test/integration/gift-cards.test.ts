import type { Payment } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import {
  card,
  lines,
  newShopper,
  useStack,
  type ErrorAnswer,
  type PaymentAnswer,
  type Shopper,
} from './support.ts';

const stack = useStack({ environment: { ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true', ADYEN_TIMEOUT_MS: '2000' } });

interface Order {
  orderData: string;
  pspReference: string;
  remainingAmount: { value: number; currency: string };
}

let cards = 0;

/** A gift card of its own for each test, as adyen-web hands it over. */
const giftCard = (value: number, currency = 'EUR') => {
  cards += 1;
  const number = `60364631${String(cards).padStart(8, '0')}`;
  stack().adyen.control.setGiftCard(number, { value, currency });
  return {
    type: 'giftcard',
    brand: 'givex',
    encryptedCardNumber: `test_${number}`,
    encryptedSecurityCode: 'test_1234',
  };
};

const post = <Body>({ sessionId }: Shopper, path: string, body: unknown = {}) =>
  stack().call<Body>(path, { sessionId, body });

const openOrder = async (shopper: Shopper): Promise<Order> => {
  const { status, body } = await post<Order>(shopper, '/orders');
  expect(status).toBe(200);
  return body;
};

const named = ({ orderData, pspReference }: Order) => ({ orderData, pspReference });

type PartAnswer = PaymentAnswer & { order: Order };
const payPart = (shopper: Shopper, paymentMethod: unknown, order: Order) =>
  shopper.pay<PartAnswer>({ paymentMethod, order: named(order) });

const paymentsOf = (cartId: string): Payment[] => stack().commercetools.control.payments(cartId);
const sentAmount = (reference: string): number | undefined =>
  (stack().adyen.control.payment(reference)?.request['amount'] as { value: number } | undefined)?.value;
const requestsTo = (path: string): number => stack().adyen.control.journal(path).length;

describe('a gift card and another method', () => {
  it.each([3000, 10_000])(
    'are shown as %i, what the gift card pays or all that is owed',
    async (centAmount) => {
      const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
      const paymentMethod = giftCard(3000);
      const body = { paymentMethod, order: named(await openOrder(shopper)) };
      const showing = (shown: number) => ({ expectedAmount: { centAmount: shown, currencyCode: 'EUR' } });
      const other = await shopper.pay<ErrorAnswer>({ ...body, ...showing(centAmount + 1) });
      expect(other).toMatchObject({ status: 409, body: { errors: [{ code: 'AmountChanged' }] } });
      const paid = await shopper.pay<PartAnswer>({ ...body, ...showing(centAmount) });
      expect(paid.body.resultCode).toBe('Authorised');
      const again = await shopper.pay<PartAnswer>({ ...body, ...showing(centAmount) });
      expect(again.body.paymentReference).toBe(paid.body.paymentReference);
    },
  );

  it('pay a cart together, each its part', async () => {
    const shopper = await newShopper(stack(), {
      cart: { total: 10_000 },
      metadata: { checkoutTransactionItemId: 'item-1' },
    });
    const paymentMethod = giftCard(3000);
    const balance = await post(shopper, '/paymentMethods/balance', { paymentMethod });
    expect(balance).toMatchObject({
      status: 200,
      body: { resultCode: 'NotEnoughBalance', balance: { value: 3000, currency: 'EUR' } },
    });

    const order = await openOrder(shopper);
    expect(order.remainingAmount).toEqual({ value: 10_000, currency: 'EUR' });
    const first = await payPart(shopper, paymentMethod, order);
    expect(first.body).toMatchObject({
      resultCode: 'Authorised',
      order: { pspReference: order.pspReference, remainingAmount: { value: 7000, currency: 'EUR' } },
    });
    expect(first.body.merchantReturnUrl).toBeUndefined();

    const second = await shopper.pay<PartAnswer>({ ...card(), order: named(order) });
    expect(second.body).toMatchObject({ resultCode: 'Authorised', order: { remainingAmount: { value: 0 } } });
    expect(second.body.merchantReturnUrl).toContain(second.body.paymentReference);

    await stack().adyen.control.whenIdle();
    const parts = paymentsOf(shopper.cartId);
    expect(parts.map(({ amountPlanned }) => amountPlanned.centAmount)).toEqual([3000, 7000]);
    expect(
      parts.map((part) => (part as { checkoutTransactionItemId?: string }).checkoutTransactionItemId),
    ).toEqual(['item-1#split', 'item-1#split']);
    expect(parts.map(lines)).toEqual([
      ['Authorization Success 3000', 'Charge Success 3000'],
      ['Authorization Success 7000'],
    ]);
  });

  it('are each answered the same when they are sent again, and taken once', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(shopper);
    const body = { paymentMethod: giftCard(3000), order: named(order) };
    const headers = { 'Idempotency-Key': `part-${shopper.cartId}` };
    const first = await shopper.pay<PartAnswer>(body, { headers });
    await stack().adyen.control.whenIdle();
    const again = await shopper.pay<PartAnswer>(body, { headers });
    expect(again.body).toEqual(first.body);
    expect(again.body.order.remainingAmount.value).toBe(7000);
    expect(paymentsOf(shopper.cartId)).toHaveLength(1);
    expect(stack().adyen.control.payments(first.body.paymentReference)).toHaveLength(1);
    expect(stack().adyen.control.violations()).toEqual([]);
  });

  it('pay what is left when the gift card holds less than it said a moment ago', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(shopper);
    const paymentMethod = giftCard(2000);
    // Its balance was asked for, and then somebody else spent some of it.
    stack().adyen.control.fault({
      path: '/v72/paymentMethods/balance$',
      respond: {
        status: 200,
        body: { resultCode: 'NotEnoughBalance', balance: { value: 3000, currency: 'EUR' } },
      },
    });
    const { body } = await payPart(shopper, paymentMethod, order);
    expect(sentAmount(body.paymentReference)).toBe(3000);
    expect(body.order.remainingAmount.value).toBe(8000);
    await stack().adyen.control.whenIdle();
    const rest = await shopper.pay<PartAnswer>({ ...card(), order: named(order) });
    expect(rest.body).toMatchObject({ resultCode: 'Authorised', order: { remainingAmount: { value: 0 } } });
    expect(stack().adyen.control.payment(rest.body.paymentReference)?.amount.value).toBe(8000);
  });

  it('pay what the session leaves beside the gift card of another connector', async () => {
    const shopper = await newShopper(stack(), {
      cart: { total: 10_000 },
      metadata: { giftCardPlannedAmount: { centAmount: 2500, currencyCode: 'EUR' } },
    });
    expect((await openOrder(shopper)).remainingAmount.value).toBe(7500);
  });

  it('are counted in Adyen’s minor units where those differ', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 9000, currency: 'CLP', country: 'CL' } });
    const order = await openOrder(shopper);
    expect(order.remainingAmount).toEqual({ value: 900_000, currency: 'CLP' });
    // 12.34 CLP of the balance cannot be held by commercetools, and stay on the gift card.
    await payPart(shopper, giftCard(201_234, 'CLP'), order);
    expect(paymentsOf(shopper.cartId).map(({ amountPlanned }) => amountPlanned.centAmount)).toEqual([2012]);
  });

  it('share the order when the shopper has reloaded the page, whichever way they go on', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(shopper);
    await payPart(shopper, giftCard(3000), order);
    const again = await openOrder(shopper);
    expect(again).toMatchObject({ pspReference: order.pspReference, remainingAmount: { value: 7000 } });
    await payPart(shopper, giftCard(1000), again);

    const rest = await shopper.pay<PartAnswer>(card());
    expect(rest.body).toMatchObject({ resultCode: 'Authorised', order: { remainingAmount: { value: 0 } } });
    expect(
      stack()
        .adyen.control.orders()
        .find(({ pspReference }) => pspReference === order.pspReference),
    ).toMatchObject({
      state: 'paid',
    });
  });
});

describe('cancelling an order', () => {
  it('gives every part back, and the cart owes all of it again at once', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(shopper);
    stack().adyen.control.holdWebhooks(['ORDER_CLOSED']);
    await payPart(shopper, giftCard(3000), order);
    const cancelled = await post(shopper, '/orders/cancel', named(order));
    expect(cancelled).toMatchObject({ status: 200, body: { resultCode: 'Received' } });

    const { body } = await shopper.pay(card());
    expect(stack().adyen.control.payment(body.paymentReference)?.amount.value).toBe(10_000);
    stack().adyen.control.releaseWebhooks();
    await stack().adyen.control.whenIdle();
    expect(paymentsOf(shopper.cartId).map(lines)).toEqual([
      ['Authorization Success 3000', 'Charge Success 3000', 'Refund Success 3000'],
      ['Authorization Success 10000'],
    ]);
    expect(await post(shopper, '/orders/cancel', named(order))).toMatchObject({ status: 200 });
  });

  it('is refused for an order of another cart, and for one that is paid', async () => {
    const [owner, stranger] = [
      await newShopper(stack(), { cart: { total: 3000 } }),
      await newShopper(stack(), { cart: { total: 3000 } }),
    ];
    const order = await openOrder(owner);
    const before = requestsTo('/orders/cancel');
    expect((await post(stranger, '/orders/cancel', named(order))).status).toBe(404);
    await payPart(owner, giftCard(3000), order);
    expect((await post(owner, '/orders/cancel', named(order))).status).toBe(400);
    expect(requestsTo('/orders/cancel')).toBe(before);
  });
});

describe('a refused part', () => {
  it('says why, and the next PIN is an attempt of its own in the same order', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(shopper);
    const paymentMethod = { ...giftCard(3000), encryptedSecurityCode: 'test_0000' };
    const tryPin = () => {
      stack().adyen.control.outcome({ operation: 'payment', resultCode: 'Refused', refusalReasonCode: '24' });
      return payPart(shopper, paymentMethod, order);
    };
    const [first, second] = [await tryPin(), await tryPin()];
    for (const { status, body } of [first, second]) {
      expect([status, body.resultCode, body.refusalReason]).toEqual([200, 'Refused', 'InvalidSecurityCode']);
      expect(body).not.toHaveProperty('merchantReturnUrl');
    }
    expect(second.body.paymentReference).not.toBe(first.body.paymentReference);
    const right = { ...paymentMethod, encryptedSecurityCode: 'test_1234' };
    const { body } = await payPart(shopper, right, order);
    expect(body).toMatchObject({ resultCode: 'Authorised', order: { remainingAmount: { value: 7000 } } });
    const rest = await shopper.pay<PartAnswer>({ ...card(), order: named(order) });
    expect(sentAmount(rest.body.paymentReference)).toBe(7000);
  });
});

describe('an order whose rest is paid without the shopper', () => {
  const refused = { status: 400, body: { errors: [{ code: 'InvalidOperation' }] } };

  /** The first 30.00 of 100.00 are paid with a gift card; the rest is on its way. */
  const awaited = async (rest: string) => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(shopper);
    await payPart(shopper, giftCard(3000), order);
    const isDebit = rest === 'sepadirectdebit';
    const account = { ownerName: 'A. Klaassen', iban: 'NL13TEST0123456789' };
    const paymentMethod = { type: rest, ...(isDebit && account) };
    if (isDebit) {
      stack().adyen.control.outcome({ operation: 'payment', resultCode: 'Received' });
    }
    const { body } = await shopper.pay<PartAnswer>({ paymentMethod, order: named(order) });
    return {
      shopper,
      order,
      rest: body,
      cancel: () => post<ErrorAnswer>(shopper, '/orders/cancel', named(order)),
    };
  };

  it.each(['sepadirectdebit', 'multibanco'])('by %s is not cancelled', async (method) => {
    const { shopper, rest, cancel } = await awaited(method);
    expect(['Received', 'PresentToShopper']).toContain(rest.resultCode);
    expect(await cancel()).toMatchObject(refused);
    expect(paymentsOf(shopper.cartId).map(lines)[0]).not.toContain('Refund Success 3000');
  });

  it('can be cancelled once that has failed', async () => {
    const { shopper, rest, cancel } = await awaited('sepadirectdebit');
    stack().adyen.control.decline(rest.paymentReference);
    await stack().adyen.control.whenIdle();
    expect((await cancel()).status).toBe(200);
    expect(paymentsOf(shopper.cartId).map(lines)[0]).toContain('Refund Success 3000');
  });

  it('can be cancelled while it waits for the shopper', async () => {
    const { rest, cancel } = await awaited('ideal');
    expect(rest.action?.type).toBe('redirect');
    expect((await cancel()).status).toBe(200);
  });
});

describe('a cart that has become an order', () => {
  it('takes no gift cards, and returns none', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(shopper);
    await payPart(shopper, giftCard(3000), order);
    const { control } = stack().commercetools;
    const cart = control.cart(shopper.cartId);
    control.putCart({ ...cart, version: cart.version + 1, cartState: 'Ordered' });
    const before = requestsTo('/orders');
    for (const [path, body] of [
      ['/orders', {}],
      ['/orders/cancel', named(order)],
    ] as const) {
      const answer = await post<ErrorAnswer>(shopper, path, body);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: 'InvalidOperation' }] } });
    }
    expect(requestsTo('/orders')).toBe(before);
  });
});

describe('what leaves nothing behind', () => {
  const refused = async (shopper: Shopper, body: unknown): Promise<string | undefined> => {
    const before = requestsTo('/payments$');
    const answer = await shopper.pay<ErrorAnswer>(body);
    expect(answer.status).toBe(400);
    expect(requestsTo('/payments$')).toBe(before);
    expect(paymentsOf(shopper.cartId).filter(({ interfaceId }) => interfaceId === undefined)).toEqual([]);
    return answer.body.errors[0]?.code;
  };

  it('is an empty gift card', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 3000 } });
    const order = await openOrder(shopper);
    expect(await refused(shopper, { paymentMethod: giftCard(0), order: named(order) })).toBe(
      'InvalidOperation',
    );
  });

  it('is an order of another cart', async () => {
    const [owner, stranger] = [await newShopper(stack()), await newShopper(stack())];
    const order = await openOrder(owner);
    expect(await refused(stranger, { ...card(), order: named(order) })).toBe('InvalidInput');
  });

  it('is an order whose cart has changed', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(shopper);
    await payPart(shopper, giftCard(3000), order);
    const { control } = stack().commercetools;
    const cart = control.cart(shopper.cartId);
    const less = { ...cart.totalPrice, centAmount: 8000 };
    control.putCart({
      ...cart,
      version: cart.version + 1,
      totalPrice: less,
      taxedPrice: { totalNet: less, totalGross: less, taxPortions: [] },
    });
    expect(await refused(shopper, { ...card(), order: named(order) })).toBe('OrderChanged');
    expect(await refused(shopper, card())).toBe('OrderChanged');
    // A new order first gives back what the old one holds.
    expect((await openOrder(shopper)).remainingAmount.value).toBe(8000);
  });

  it('is an order that has expired', async () => {
    const shopper = await newShopper(stack(), { cart: { total: 10_000 } });
    const order = await openOrder(shopper);
    const container = `/custom-objects/adyen-gift-card-orders/${shopper.cartId}`;
    const { value } = await stack().api.get<{ value: object }>(container);
    await stack().commercetools.control.request('POST', '/custom-objects', {
      container: 'adyen-gift-card-orders',
      key: shopper.cartId,
      value: { ...value, expiresAt: new Date(Date.now() - 1000).toISOString() },
    });
    expect(await refused(shopper, { ...card(), order: named(order) })).toBe('OrderExpired');
  });

  it.each([
    ['/paymentMethods/balance', {}],
    ['/paymentMethods/balance', { paymentMethod: { type: 'giftcard', number: '6036463100000000' } }],
    ['/orders/cancel', { pspReference: '../x', orderData: 'x' }],
  ])('is a malformed body of %s', async (path, body) => {
    const shopper = await newShopper(stack());
    expect((await post(shopper, path, body)).status).toBe(400);
    expect((await stack().call(path, { body })).status).toBe(401);
  });

  it('is a session that allows no gift cards', async () => {
    const shopper = await newShopper(stack(), { metadata: { allowedPaymentMethods: ['card'] } });
    expect((await post(shopper, '/orders')).status).toBe(400);
    expect((await post(shopper, '/paymentMethods/balance', { paymentMethod: giftCard(1) })).status).toBe(400);
  });

  it('is a cart that is paid', async () => {
    const shopper = await newShopper(stack());
    await shopper.pay(card());
    expect((await post(shopper, '/orders')).status).toBe(400);
  });
});
