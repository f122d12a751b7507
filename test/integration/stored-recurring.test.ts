import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newCustomer, newCustomersCart, sentFor, storeCard, storedCard, storing } from './stored-support.ts';
import { card, newShopper, useStack } from './support.ts';

const stack = useStack({ environment: storing });

const recurring = { cart: { isRecurring: true } };
const storedIn = (customerId: string) => stack().commercetools.control.paymentMethods(customerId);

const jobsOf = (paymentId: string) =>
  stack()
    .commercetools.control.all('recurring-payment-job')
    .map((job) => job as unknown as { originPayment: { id: string }; paymentMethod: { id: string } })
    .filter(({ originPayment }) => originPayment.id === paymentId)
    .map(({ paymentMethod }) => paymentMethod.id);

describe('a cart with recurring items', () => {
  it('paid with a stored method gets its job once, at once', async () => {
    const customerId = await newCustomer(stack());
    const { id } = await storeCard(stack(), customerId);
    const { pay } = await newCustomersCart(stack(), customerId, recurring);
    const { body } = await pay(storedCard(id));
    expect(jobsOf(body.paymentReference)).toEqual([id]);
    await stack().adyen.control.whenIdle();
    stack().adyen.control.sendEvent({ eventCode: 'AUTHORISATION', reference: body.paymentReference });
    await stack().adyen.control.whenIdle();
    expect(jobsOf(body.paymentReference)).toEqual([id]);
  });

  it('paid with a card that is stored with it gets its job when the token is known', async () => {
    const customerId = await newCustomer(stack());
    const { pay } = await newCustomersCart(stack(), customerId, recurring);
    const { body } = await pay({ ...card(), storePaymentMethod: true });
    expect(sentFor(stack(), body.paymentReference)).toMatchObject({
      recurringProcessingModel: 'Subscription',
      shopperInteraction: 'Ecommerce',
    });
    await stack().adyen.control.whenIdle();
    expect(jobsOf(body.paymentReference)).toEqual([storedIn(customerId)[0]?.id]);
  });

  it('gets its job by notification when Adyen’s answer is lost', async () => {
    const customerId = await newCustomer(stack());
    const { id } = await storeCard(stack(), customerId);
    const { pay } = await newCustomersCart(stack(), customerId, recurring);
    stack().adyen.control.outcome({ operation: 'payment', resultCode: 'Received' });
    const { body } = await pay(storedCard(id));
    expect(jobsOf(body.paymentReference)).toEqual([]);
    stack().adyen.control.approve(body.paymentReference);
    await stack().adyen.control.whenIdle();
    expect(jobsOf(body.paymentReference)).toEqual([id]);
  });

  it('charged without the shopper gets one too', async () => {
    const customerId = await newCustomer(stack());
    const { id } = await storeCard(stack(), customerId);
    const { cartId } = await newCustomersCart(stack(), customerId, recurring);
    const token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_transactions'] });
    const { body } = await stack().call<{ paymentId: string }>('/operations/transactions', {
      headers: { Authorization: `Bearer ${token}` },
      body: { cartId, checkoutTransactionItemId: randomUUID(), paymentMethodId: id },
    });
    expect(jobsOf(body.paymentId)).toEqual([id]);
  });

  it('is paid all the same when Checkout does not take the job', async () => {
    const customerId = await newCustomer(stack());
    const { id } = await storeCard(stack(), customerId);
    const { pay } = await newCustomersCart(stack(), customerId, recurring);
    stack().commercetools.control.fault({ path: '/recurring-payment-jobs$', status: 500 });
    const { status, body } = await pay(storedCard(id));
    expect([status, body.resultCode]).toEqual([200, 'Authorised']);
    expect(stack().logs()).toContain('RecurringPaymentJobFailed');
  });
});

describe('a job that Checkout has not taken', () => {
  const token = () =>
    stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
  const review = async () => {
    const { body } = await stack().call<{ settled: object[]; findings: object[] }>('/operations/reviews', {
      headers: { Authorization: `Bearer ${token()}` },
      body: { after: 'recurring' },
    });
    return body;
  };

  /** Pays while Checkout answers with this. */
  const paid = async (status: number) => {
    const customerId = await newCustomer(stack());
    const { id } = await storeCard(stack(), customerId);
    const { pay } = await newCustomersCart(stack(), customerId, recurring);
    stack().commercetools.control.fault({ path: '/recurring-payment-jobs$', status, times: 'always' });
    const { body } = await pay(storedCard(id));
    await stack().adyen.control.whenIdle();
    stack().commercetools.control.clearFaults();
    return { id, paymentId: body.paymentReference };
  };

  /** As Adyen delivers it again: with the metadata of the request. */
  const notify = async (reference: string, paymentMethodId: string): Promise<void> => {
    const additionalData = { 'metadata.paymentMethodId': paymentMethodId };
    stack().adyen.control.sendEvent({ eventCode: 'AUTHORISATION', reference, additionalData });
    await stack().adyen.control.whenIdle();
  };

  it.each([500, 503, 403])('after %i is asked for again by the next notification', async (status) => {
    const { id, paymentId } = await paid(status);
    expect(jobsOf(paymentId)).toEqual([]);
    await notify(paymentId, id);
    expect(jobsOf(paymentId)).toEqual([id]);
    await notify(paymentId, id);
    expect(jobsOf(paymentId)).toEqual([id]);
  });

  it('is asked for again by a review, once', async () => {
    const { id, paymentId } = await paid(503);
    const finding = { kind: 'UnpreparedRecurringOrder', paymentId };
    expect((await review()).settled).toContainEqual(expect.objectContaining(finding));
    expect(jobsOf(paymentId)).toEqual([id]);
    expect(await review()).toMatchObject({ settled: [], findings: [] });
  });

  it('is reported as long as Checkout does not answer, and not asked for again once it has refused', async () => {
    const { paymentId } = await paid(503);
    stack().commercetools.control.fault({ path: '/recurring-payment-jobs$', status: 503, times: 3 });
    const finding = { kind: 'UnpreparedRecurringOrder', paymentId };
    expect((await review()).findings).toMatchObject([{ ...finding, reason: 'open' }]);
    stack().commercetools.control.fault({ path: '/recurring-payment-jobs$', status: 400 });
    expect((await review()).findings).toMatchObject([{ ...finding, reason: 'refused' }]);
    expect(await review()).toMatchObject({ settled: [], findings: [] });
    expect(jobsOf(paymentId)).toEqual([]);
  });

  it('was asked for by an earlier version, which wrote that it did and nothing else', async () => {
    const { id, paymentId } = await paid(503);
    const object = {
      container: 'adyen-recurring-payment-jobs',
      key: paymentId,
      value: { paymentMethodId: id },
    };
    await stack().commercetools.control.request('POST', '/custom-objects', object);
    await notify(paymentId, id);
    expect(jobsOf(paymentId)).toEqual([]);
  });
});

describe('no job', () => {
  it('is made for a usual cart, a refused payment, a payment without consent, or a guest', async () => {
    const customerId = await newCustomer(stack());
    const { id } = await storeCard(stack(), customerId);
    const usual = await newCustomersCart(stack(), customerId);
    await usual.pay(storedCard(id));
    const refused = await newCustomersCart(stack(), customerId, recurring);
    stack().adyen.control.outcome({ operation: 'payment', resultCode: 'Refused' });
    await refused.pay(storedCard(id));
    await (await newCustomersCart(stack(), customerId, recurring)).pay(card());
    await (await newShopper(stack(), recurring)).pay({ ...card(), storePaymentMethod: true });
    await stack().adyen.control.whenIdle();
    const payments = stack().commercetools.control.payments();
    const jobs = payments.filter((payment) => payment.customer?.id === customerId || !payment.customer);
    expect(jobs.flatMap((payment) => jobsOf(payment.id))).toEqual([]);
  });
});
