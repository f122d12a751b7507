import { expect, it } from 'vitest';
import { newShopper, useStack } from './support.ts';

const stack = useStack();

it.each(['/payments', '/express-payments'])('%s names the order that is to be to Adyen', async (path) => {
  const sent = async (metadata: object) => {
    const { cartId, sessionId } = await newShopper(stack(), { metadata: { ...metadata } });
    const body = { paymentMethod: { type: 'paypal' } };
    expect((await stack().call(path, { sessionId, body })).status).toBe(200);
    const request = stack().adyen.control.journal('/payments$').at(-1)?.body as Record<string, unknown>;
    return { request, cartId };
  };
  const { request } = await sent({ futureOrderNumber: 'order-4711' });
  expect(request).toMatchObject({
    merchantOrderReference: 'order-4711',
    metadata: { futureOrderNumber: 'order-4711' },
  });
  const plain = await sent({});
  expect(plain.request['merchantOrderReference']).toBe(plain.cartId);
});
