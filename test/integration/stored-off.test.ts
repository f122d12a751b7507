import { beforeAll, describe, expect, it } from 'vitest';
import {
  deliver,
  listStored,
  newCustomer,
  newCustomersCart,
  storedCard,
  tokenEvent,
} from './stored-support.ts';
import { card, newShopper, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack();
let customerId: string;
let id: string;

beforeAll(async () => {
  customerId = await newCustomer(stack());
  const draft = {
    customer: { typeId: 'customer', id: customerId },
    method: 'scheme',
    paymentInterface: 'adyen',
  };
  const body = { ...draft, token: { value: 'TOKEN00000000001' } };
  ({ id } = await stack().commercetools.control.request<{ id: string }>('POST', '/payment-methods', body));
});

describe('where the merchant has stored methods off', () => {
  it('nothing is stored, consent or not', async () => {
    const { pay } = await newCustomersCart(stack(), customerId);
    const { body } = await pay({ ...card(), storePaymentMethod: true });
    expect(body.resultCode).toBe('Authorised');
    const created = tokenEvent(stack(), { type: 'created', customerId, token: 'TOKEN00000000002' });
    expect((await deliver(stack(), created)).status).toBe(200);
    expect(stack().adyen.control.tokens()).toEqual([]);
    expect(stack().commercetools.control.paymentMethods(customerId)).toHaveLength(1);
  });

  it('a guest’s list of methods says nothing about storing', async () => {
    const { sessionId } = await newShopper(stack());
    const { body } = await stack().call('/payment-methods', { sessionId, body: {} });
    expect(body).not.toHaveProperty('storePaymentDetails');
  });

  it('nothing is listed, paid with, charged or removed', async () => {
    const shopper = await newCustomersCart(stack(), customerId);
    const { sessionId, cartId } = shopper;
    expect(await listStored(stack(), shopper)).toEqual([]);
    expect((await shopper.pay<ErrorAnswer>(storedCard(id))).status).toBe(400);
    const removed = await stack().call(`/stored-payment-methods/${id}`, { method: 'DELETE', sessionId });
    expect(removed.status).toBe(404);
    const token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_transactions'] });
    const charged = await stack().call('/operations/transactions', {
      headers: { Authorization: `Bearer ${token}` },
      body: { cartId, checkoutTransactionItemId: 'item', paymentMethodId: id },
    });
    expect(charged.status).toBe(400);
    expect(stack().commercetools.control.payments(cartId)).toEqual([]);
  });
});
