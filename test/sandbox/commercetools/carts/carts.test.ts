import type { Cart } from '@commercetools/platform-sdk';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCommercetools, type CartOptions, type EmbeddedCommercetools } from '../index.ts';
import { caller, firstError, type Call, type Reply } from '../testing.ts';

let ct: EmbeddedCommercetools;
let call: Call;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct);
});
afterAll(() => ct.stop());

const cartOf = (options?: CartOptions): Promise<Cart> => ct.control.createCart(options);

const update = (cart: { id: string; version: number }, ...actions: object[]): Promise<Reply> =>
  call('POST', `/carts/${cart.id}`, { version: cart.version, actions });

const amounts = ({ totalPrice, taxedPrice, taxedShippingPrice }: Cart) => ({
  total: totalPrice.centAmount,
  net: taxedPrice?.totalNet.centAmount,
  gross: taxedPrice?.totalGross.centAmount,
  tax: taxedPrice?.totalTax?.centAmount,
  shipping: taxedShippingPrice?.totalGross.centAmount,
});

const newPayment = async (): Promise<string> =>
  (await call('POST', '/payments', { amountPlanned: { centAmount: 1, currencyCode: 'EUR' } })).body.id;

const addPayment = (id: string) => ({ action: 'addPayment', payment: { typeId: 'payment', id } });

describe('amounts', () => {
  test('tax is part of prices in Germany, and shipping is part of the total', async () => {
    // 2 x 12.90 and 4.90: 25.80 holds 4.12 of tax, 4.90 holds 0.78.
    expect(amounts(await cartOf({ lineItems: [{ sku: 'mug', quantity: 2 }] }))).toEqual({
      total: 3070,
      net: 2580,
      gross: 3070,
      tax: 490,
      shipping: 490,
    });
  });

  test('tax comes on top in the United States, by state', async () => {
    const us: CartOptions = { currency: 'USD', country: 'US' };
    expect(amounts(await cartOf({ ...us, shippingAddress: { state: 'NY' } }))).toEqual({
      total: 1960,
      net: 1960,
      gross: 2117,
      tax: 157,
      shipping: 583,
    });
    expect(amounts(await cartOf(us))).toMatchObject({ total: 1960, gross: 1960, tax: 0 });
  });

  test('tax is rounded once per line, or per piece where the cart says so', async () => {
    const { body: byUnit } = await call('POST', '/carts', {
      currency: 'EUR',
      taxCalculationMode: 'UnitPriceLevel',
      shippingAddress: { country: 'DE' },
      lineItems: [{ sku: 'plant', quantity: 10 }],
    });
    const byLine = await cartOf({ lineItems: [{ sku: 'plant', quantity: 10 }], shippingMethod: false });
    // 34.00 is 28.5714... net, and ten of them are 285.714...
    expect(amounts(byLine)).toMatchObject({ gross: 34_000, net: 28_571 });
    expect(amounts(byUnit as unknown as Cart)).toMatchObject({ gross: 34_000, net: 28_570 });
  });

  test('changes of the cart are priced again', async () => {
    const cart = await cartOf({ shippingMethod: false });
    const [line] = cart.lineItems;
    const more = await update(cart, { action: 'changeLineItemQuantity', lineItemId: line?.id, quantity: 10 });
    expect(amounts(more.body as unknown as Cart)).toMatchObject({ total: 12_900, net: 10_840 });
    const shipped = await update(more.body, {
      action: 'setShippingMethod',
      shippingMethod: { typeId: 'shipping-method', key: 'express' },
    });
    expect(amounts(shipped.body as unknown as Cart)).toMatchObject({ total: 14_390, shipping: 1490 });
  });

  test('without a shipping address there is no tax yet', async () => {
    const { body } = await call('POST', '/carts', { currency: 'EUR', lineItems: [{ sku: 'mug' }] });
    expect(amounts(body as unknown as Cart)).toEqual({ total: 1290 });
    const bad = await update(body, { action: 'setShippingAddress', address: { country: 'AQ' } });
    expect(firstError(bad)).toMatchObject({ code: 'MissingTaxRateForCountry', country: 'AQ' });
    expect((await call('GET', `/carts/${body.id}`)).body.version).toBe(1);
  });

  test.each([
    ['JPY', 'JP', 0],
    ['CLP', 'CL', 0],
    ['ISK', 'IS', 0],
    ['KWD', 'KW', 3],
    ['IDR', 'ID', 2],
    ['CVE', 'CV', 2],
  ])('%s has the digits of ISO 4217 everywhere in a cart', async (currency, country, digits) => {
    const cart = await cartOf({ currency, country });
    const found = [...JSON.stringify(cart).matchAll(/"currencyCode":"(\w+)"[^}]*?"fractionDigits":(\d)/g)]
      .filter(([, code]) => code === currency)
      .map(([, , fractionDigits]) => Number(fractionDigits));
    expect(found.length).toBeGreaterThan(5);
    expect(new Set(found)).toEqual(new Set([digits]));
    expect(cart.totalPrice.fractionDigits).toBe(digits);
  });

  test('discounts that a cart carries come off its total', async () => {
    const cart = await cartOf({ shippingMethod: false });
    const off = (centAmount: number) =>
      ({ type: 'centPrecision', currencyCode: 'EUR', centAmount, fractionDigits: 2 }) as const;
    const [line] = cart.lineItems;
    if (!line) throw new Error('no line');
    const discountedPrice = { value: off(1190), includedDiscounts: [] };
    ct.control.putCart({
      ...cart,
      lineItems: [{ ...line, discountedPricePerQuantity: [{ quantity: 1, discountedPrice }] }],
      discountOnTotalPrice: {
        discountedAmount: off(119),
        discountedGrossAmount: off(119),
        discountedNetAmount: off(100),
        includedDiscounts: [],
      },
    });
    const { body } = await update(cart, { action: 'setCountry', country: 'FR' });
    expect(amounts(body as unknown as Cart)).toEqual({ total: 1071, gross: 1071, net: 900, tax: 171 });
  });

  test('a cart that is not wholly taxed has no taxed price yet', async () => {
    const { body } = await call('POST', '/carts', {
      currency: 'EUR',
      shippingAddress: { country: 'DE' },
      lineItems: [{ sku: 'mug' }],
      customLineItems: [
        { name: { en: 'Wrapping' }, slug: 'wrapping', money: { centAmount: 200, currencyCode: 'EUR' } },
      ],
    });
    expect(amounts(body as unknown as Cart)).toEqual({ total: 1490 });
  });

  test('a cart with external amounts keeps them', async () => {
    const cart = await cartOf({ total: 12_345, currency: 'CLP', country: 'CL' });
    expect(amounts(cart)).toMatchObject({ total: 12_345, gross: 12_345 });
    const linked = await update(cart, addPayment(await newPayment()));
    expect(amounts(linked.body as unknown as Cart)).toMatchObject({ total: 12_345, gross: 12_345 });
  });
});

describe('payments of a cart', () => {
  test('are expanded on demand, and found by', async () => {
    const cart = await cartOf();
    const [a, b] = [await newPayment(), await newPayment()];
    const { body } = await update(cart, addPayment(a), addPayment(b), addPayment(a));
    const payments = (content: unknown) => (content as Cart).paymentInfo?.payments;
    expect(payments(body)?.map(({ id }) => id)).toEqual([a, b]);
    const plain = await call('GET', `/carts/${cart.id}`);
    expect(payments(plain.body)?.[0]).toEqual({ typeId: 'payment', id: a });
    const expanded = await call('GET', `/carts/${cart.id}?expand=paymentInfo.payments%5B*%5D`);
    expect(payments(expanded.body)?.map(({ obj }) => obj?.amountPlanned.centAmount)).toEqual([1, 1]);
    const where = encodeURIComponent(`paymentInfo(payments(id="${b}"))`);
    const found = await call('GET', `/carts?where=${where}`);
    expect(found.body).toMatchObject({ count: 1, total: 1, results: [{ id: cart.id }] });
    const removed = await update(body, { ...addPayment(a), action: 'removePayment' });
    expect(payments(removed.body)?.map(({ id }) => id)).toEqual([b]);
  });

  test('exist and belong to one active cart', async () => {
    const [first, second] = [await cartOf(), await cartOf()];
    const id = await newPayment();
    expect((await update(first, addPayment(id))).status).toBe(200);
    expect(firstError(await update(second, addPayment(id)))).toMatchObject({ code: 'InvalidOperation' });
    expect(firstError(await update(second, addPayment(randomUUID())))).toMatchObject({
      code: 'ReferencedResourceNotFound',
      typeId: 'payment',
    });
  });

  test('are added by one of many at once', async () => {
    const cart = await cartOf();
    const ids = await Promise.all(Array.from({ length: 10 }, newPayment));
    const replies = await Promise.all(ids.map((id) => update(cart, addPayment(id))));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(9).fill(409)]);
    expect(ct.control.cart(cart.id).paymentInfo?.payments).toHaveLength(1);
  });
});

test('an order takes the cart over, once', async () => {
  const cart = await cartOf({ total: 500 });
  const payment = await newPayment();
  const { body: linked } = await update(cart, addPayment(payment));
  const draft = { version: linked.version, cart: { typeId: 'cart', id: cart.id }, orderNumber: randomUUID() };
  expect((await call('POST', '/orders', { ...draft, version: 99 })).status).toBe(409);
  const order = await call('POST', '/orders', draft);
  expect(order).toMatchObject({
    status: 201,
    body: {
      orderNumber: draft.orderNumber,
      totalPrice: { centAmount: 500 },
      customLineItems: [{ slug: 'order' }],
      paymentInfo: { payments: [{ id: payment }] },
    },
  });
  expect(ct.control.cart(cart.id)).toMatchObject({ cartState: 'Ordered', version: 3 });
  expect(firstError(await call('POST', '/orders', { ...draft, version: 3 }))).toMatchObject({
    code: 'InvalidOperation',
  });
  const where = encodeURIComponent(`paymentInfo(payments(id="${payment}"))`);
  expect((await call('GET', `/orders?where=${where}`)).body).toMatchObject({ total: 1 });
  const changed = await call('POST', `/orders/${order.body.id}`, {
    version: 1,
    actions: [{ action: 'changePaymentState', paymentState: 'Paid' }],
  });
  expect(changed.body).toMatchObject({ paymentState: 'Paid', version: 2 });
  const other = await cartOf();
  const repeated = { version: 1, cart: { typeId: 'cart', id: other.id }, orderNumber: draft.orderNumber };
  expect(firstError(await call('POST', '/orders', repeated))).toMatchObject({ code: 'DuplicateField' });
});

test('a stale version is refused, of carts and of what else commercetools-mock writes', async () => {
  const cart = await cartOf();
  expect((await update(cart, { action: 'setCountry', country: 'FR' })).status).toBe(200);
  expect(firstError(await update(cart, { action: 'setCountry', country: 'FR' }))).toMatchObject({
    code: 'ConcurrentModification',
    currentVersion: 2,
  });
  expect((await call('DELETE', `/carts/${cart.id}?version=1`)).status).toBe(409);
});

test('custom fields of a cart are those of its type', async () => {
  await call('POST', '/types', {
    key: 'cart-note',
    name: { en: 'Note' },
    resourceTypeIds: ['order'],
    fieldDefinitions: [{ name: 'note', label: { en: 'Note' }, required: false, type: { name: 'String' } }],
  });
  const set = (fields: object) => ({
    action: 'setCustomType',
    type: { typeId: 'type', key: 'cart-note' },
    fields,
  });
  const cart = await cartOf();
  expect((await update(cart, set({ note: 'please ring' }))).body).toMatchObject({
    custom: { fields: { note: 'please ring' } },
  });
  expect(firstError(await update(await cartOf(), set({ notes: 'x' })))).toMatchObject({
    code: 'InvalidField',
  });
});

test('a recurring cart stays one when it is changed', async () => {
  const cart = await cartOf({ isRecurring: true });
  const { body } = await update(cart, addPayment(await newPayment()));
  const recurring = (body as unknown as Cart).lineItems.map(
    ({ recurrenceInfo }) => recurrenceInfo !== undefined,
  );
  expect(recurring).toEqual([true]);
});

test('a cart of a customer belongs to one that exists', async () => {
  const customer = await ct.control.createCustomer({ email: 'grace@example.com' });
  expect(await cartOf({ customerId: customer.id })).toMatchObject({ customerId: customer.id });
  const reply = await call('POST', '/carts', { currency: 'EUR', customerId: randomUUID() });
  expect(firstError(reply)).toMatchObject({ code: 'ReferencedResourceNotFound' });
});
