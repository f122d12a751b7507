import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newCustomer, newCustomersCart, sentFor, storeCard, storedCard, storing } from './stored-support.ts';
import { card, method, newShopper, useStack, type PaymentAnswer } from './support.ts';

const defaults = {
  '*': { metadata: { channel: 'web' } },
  card: { additionalData: { 'riskdata.skipRisk': 'true' }, store: 'online' },
  paypal: { riskData: { profileReference: 'R1' } },
};
const stack = useStack({
  environment: { ...storing, ADYEN_PAYMENT_REQUEST_DEFAULTS: JSON.stringify(defaults) },
});

const sentWith = (reference: string) => sentFor(stack(), reference) ?? {};

const ofCard = {
  metadata: { channel: 'web', ctProjectKey: 'sandbox' },
  additionalData: { 'riskdata.skipRisk': 'true', manualCapture: 'true' },
  store: 'online',
};

describe('what the merchant sets for the requests of a method is sent', () => {
  it('with a card', async () => {
    const { pay } = await newShopper(stack());
    const { body } = await pay(card());
    expect(sentWith(body.paymentReference)).toMatchObject(ofCard);
  });

  it('with another method, as far as it is set for every method', async () => {
    const { pay } = await newShopper(stack());
    const { body } = await pay(method('ideal'));
    const sent = sentWith(body.paymentReference);
    expect(sent).toMatchObject({ metadata: { channel: 'web' } });
    expect(sent).not.toHaveProperty('store');
  });

  it('in an express checkout', async () => {
    const { sessionId } = await newShopper(stack());
    const { body } = await stack().call<PaymentAnswer>('/express-payments', {
      sessionId,
      body: { paymentMethod: { type: 'paypal', subtype: 'express' } },
    });
    expect(sentWith(body.paymentReference)).toMatchObject({ riskData: { profileReference: 'R1' } });
  });

  it('with a stored card, by its customer and without', async () => {
    const customerId = await newCustomer(stack());
    const { id } = await storeCard(stack(), customerId);
    const { pay } = await newCustomersCart(stack(), customerId);
    expect(sentWith((await pay(storedCard(id))).body.paymentReference)).toMatchObject(ofCard);

    const { cartId } = await newCustomersCart(stack(), customerId);
    const token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_transactions'] });
    const { body } = await stack().call<{ paymentId: string }>('/operations/transactions', {
      headers: { Authorization: `Bearer ${token}` },
      body: { cartId, paymentMethodId: id, checkoutTransactionItemId: randomUUID(), type: 'Recurring' },
    });
    expect(sentWith(body.paymentId)).toMatchObject(ofCard);
  });
});
