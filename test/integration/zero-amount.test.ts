import { describe, expect, it } from 'vitest';
import { newCustomer, newCustomersCart, sentFor, storing } from './stored-support.ts';
import { card, linesOf, newShopper, useStack } from './support.ts';

const stack = useStack({ environment: storing });

const cart = { total: 0 };

describe('a cart of zero', () => {
  it('lets a customer store a card by an authorisation of zero', async () => {
    const customerId = await newCustomer(stack());
    const { pay } = await newCustomersCart(stack(), customerId, { cart });
    const { status, body } = await pay({ ...card(), storePaymentMethod: true });
    expect([status, body.resultCode]).toEqual([200, 'Authorised']);
    expect(sentFor(stack(), body.paymentReference)).toMatchObject({
      amount: { currency: 'EUR', value: 0 },
      storePaymentMethod: true,
      shopperReference: customerId,
      recurringProcessingModel: 'CardOnFile',
    });
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), body.paymentReference)).toEqual(['Authorization Success 0']);
    expect(stack().commercetools.control.paymentMethods(customerId)).toMatchObject([{ method: 'card' }]);
  });

  it('states how the card is captured once there is something to pay, also where the attempt was made before', async () => {
    const { control } = stack().adyen;
    const { cartId, pay } = await newCustomersCart(stack(), await newCustomer(stack()), { cart });
    const attempt = { ...card(), storePaymentMethod: true };
    const respond = { status: 429, body: { status: 429, errorCode: '000', message: 'later' } };
    control.fault({ path: '/payments$', times: 100, respond });
    expect((await pay(attempt)).status).toBeGreaterThanOrEqual(429);
    expect(control.journal('/payments$').at(-1)?.body).not.toHaveProperty('additionalData');
    while ((await fetch(`${stack().adyen.url}/v72/payments`, { method: 'POST' })).status === 429);
    const { totalPrice, taxedPrice: _zero, ...rest } = stack().commercetools.control.cart(cartId);
    const grown = { ...rest, totalPrice: { ...totalPrice, centAmount: 1000 } };
    stack().commercetools.control.put('cart', grown);
    const { body } = await pay(attempt);
    expect(body.resultCode).toBe('Authorised');
    expect(control.journal('/payments$').at(-1)?.body).toMatchObject({
      reference: body.paymentReference,
      amount: { value: 1000 },
      additionalData: { manualCapture: 'true' },
    });
  });

  it('is told when the card is refused, and nothing is stored', async () => {
    const customerId = await newCustomer(stack());
    const { pay } = await newCustomersCart(stack(), customerId, { cart });
    const { body } = await pay({ ...card('4000000000000002'), storePaymentMethod: true });
    expect(body.resultCode).toBe('Refused');
    await stack().adyen.control.whenIdle();
    expect(stack().commercetools.control.paymentMethods(customerId)).toEqual([]);
  });

  it.each([
    ['without consent', true, {}],
    ['of a guest', false, { storePaymentMethod: true }],
  ])('is nothing to pay for %s', async (_name, isCustomer, consent) => {
    const { cartId, pay } = isCustomer
      ? await newCustomersCart(stack(), await newCustomer(stack()), { cart })
      : await newShopper(stack(), { cart });
    const before = stack().adyen.control.journal().length;
    expect((await pay({ ...card(), ...consent })).status).toBe(400);
    expect(stack().adyen.control.journal().length).toBe(before);
    expect(stack().commercetools.control.payments(cartId)).toEqual([]);
  });
});
