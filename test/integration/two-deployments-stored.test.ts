import { describe, expect, it } from 'vitest';
import { useTwoDeployments } from './deployments.ts';
import {
  newCustomer,
  newCustomersCart,
  storeCard,
  storedCard,
  storing,
  type StoredMethods,
} from './stored-support.ts';
import type { ErrorAnswer, PaymentAnswer } from './support.ts';

// Two deployments with an account each store methods of the same customers.
const { stack, call } = useTwoDeployments({ both: storing });

const methodsOf = (customerId: string) => stack().commercetools.control.paymentMethods(customerId);

const tokensAtAdyen = (customerId: string) =>
  stack()
    .adyen.control.tokens()
    .filter(({ shopperReference }) => shopperReference === customerId);

describe('a stored method of one deployment', () => {
  it('names its merchant account', async () => {
    const customerId = await newCustomer(stack());
    expect(await storeCard(stack(), customerId)).toMatchObject({ interfaceAccount: 'SandboxMerchant' });
  });

  it('is neither listed, paid with nor removed at the other', async () => {
    const customerId = await newCustomer(stack());
    const { id } = await storeCard(stack(), customerId);
    const { sessionId } = await newCustomersCart(stack(), customerId);
    const listed = await call<StoredMethods>('second', '/stored-payment-methods', { sessionId });
    expect(listed.body.storedPaymentMethods).toEqual([]);

    const payments = stack().adyen.control.journal('/payments$').length;
    const paid = await call<ErrorAnswer>('second', '/payments', { sessionId, body: storedCard(id) });
    expect([paid.status, stack().adyen.control.journal('/payments$').length]).toEqual([404, payments]);

    const removed = await call('second', `/stored-payment-methods/${id}`, { method: 'DELETE', sessionId });
    expect(removed.status).toBe(404);
    expect([methodsOf(customerId).length, tokensAtAdyen(customerId).length]).toEqual([1, 1]);

    const path = `/stored-payment-methods/${id}`;
    expect((await call('first', path, { method: 'DELETE', sessionId })).status).toBe(200);
    expect([methodsOf(customerId), tokensAtAdyen(customerId)]).toEqual([[], []]);
  });
});

describe('a method that was stored without an account, as earlier versions and other connectors do', () => {
  const storedWithoutAccount = async () => {
    const customerId = await newCustomer(stack());
    const stored = await storeCard(stack(), customerId);
    const { interfaceAccount: _, ...without } = stored;
    stack().commercetools.control.put('payment-method', without);
    return { customerId, id: stored.id, ...(await newCustomersCart(stack(), customerId)) };
  };

  it('stays usable where its token is', async () => {
    const { customerId, id, sessionId } = await storedWithoutAccount();
    const listed = await call<StoredMethods>('first', '/stored-payment-methods', { sessionId });
    expect(listed.body.storedPaymentMethods).toHaveLength(1);
    const paid = await call<PaymentAnswer>('first', '/payments', { sessionId, body: storedCard(id) });
    expect(paid.body.resultCode).toBe('Authorised');
    const path = `/stored-payment-methods/${id}`;
    expect((await call('first', path, { method: 'DELETE', sessionId })).status).toBe(200);
    expect([methodsOf(customerId), tokensAtAdyen(customerId)]).toEqual([[], []]);
  });
});
