import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RescueScenario } from '../sandbox/adyen/books.ts';
import { newCustomer, newCustomersCart, storeCard, storing } from './stored-support.ts';
import { linesOf, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack({ environment: storing });

let customerId: string;
let paymentMethodId: string;

beforeEach(async () => {
  customerId = await newCustomer(stack());
  paymentMethodId = (await storeCard(stack(), customerId)).id;
});

interface TransactionResponse {
  transactionStatus: { state: string; errors: unknown[] };
  paymentId: string;
}

const charge = <Body = TransactionResponse>(body: object) => {
  const token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_transactions'] });
  return stack().call<Body>('/operations/transactions', {
    headers: { Authorization: `Bearer ${token}` },
    body: { paymentMethodId, type: 'Recurring', ...body },
  });
};

/** A charge that Adyen refuses and tries again. */
const rescued = async (rescue: RescueScenario) => {
  const { cartId } = await newCustomersCart(stack(), customerId, { cart: { total: 2500 } });
  const request = { cartId, checkoutTransactionItemId: randomUUID() };
  stack().adyen.control.outcome({ operation: 'payment', rescue });
  const { status, body } = await charge(request);
  expect([status, body.transactionStatus]).toEqual([201, { state: 'Pending', errors: [] }]);
  await stack().adyen.control.whenIdle();
  return { request, paymentId: body.paymentId };
};

const retry = async (paymentId: string): Promise<void> => {
  expect(stack().adyen.control.retry(paymentId)).toBe(true);
  await stack().adyen.control.whenIdle();
};

const stateOf = async (request: object) => (await charge(request)).body.transactionStatus.state;
const requests = () => stack().adyen.control.journal('/payments$').length;

describe('a charge that Adyen refuses and tries again', () => {
  it('is Pending, and its item is not charged again meanwhile', async () => {
    const { request, paymentId } = await rescued('AutoRescueSuccessfulSecond');
    const before = requests();
    expect(await linesOf(stack(), paymentId)).toEqual(['Authorization Pending 2500']);
    expect((await charge(request)).body).toMatchObject({
      transactionStatus: { state: 'Pending' },
      paymentId,
    });
    await retry(paymentId);
    expect(await stateOf(request)).toBe('Pending');
    expect(requests()).toBe(before);
    expect(await linesOf(stack(), paymentId)).toEqual([
      'Authorization Pending 2500',
      'Authorization Pending 2500',
    ]);
  });

  it('keeps another charge of the cart from being made meanwhile', async () => {
    const { request, paymentId } = await rescued('AutoRescueSuccessfulFirst');
    const before = requests();
    const other = await charge<ErrorAnswer>({ ...request, checkoutTransactionItemId: randomUUID() });
    expect([other.status, other.body.errors[0]?.code]).toEqual([409, 'PaymentInProgress']);
    expect(requests()).toBe(before);
    await retry(paymentId);
    expect((await charge({ ...request, checkoutTransactionItemId: randomUUID() })).status).toBe(400);
    expect(requests()).toBe(before);
  });

  it.each(['AutoRescueSuccessfulFirst', 'AutoRescueSuccessfulSecond'] as const)(
    '%s: is charged once',
    async (scenario) => {
      const { request, paymentId } = await rescued(scenario);
      const before = requests();
      while (stack().adyen.control.retry(paymentId)) await stack().adyen.control.whenIdle();
      expect(await stateOf(request)).toBe('Completed');
      expect(requests()).toBe(before);
      const lines = await linesOf(stack(), paymentId);
      expect(lines.filter((line) => !line.includes('Failure'))).toEqual(['Authorization Success 2500']);
      expect(stack().adyen.control.books().at(-1)).toMatchObject({ authorisations: 1, authorised: 2500 });
    },
  );

  it('is booked once when the success overtakes the response', async () => {
    stack().adyen.control.holdWebhooks();
    const { request, paymentId } = await rescued('AutoRescueSuccessfulFirst');
    expect(stack().adyen.control.retry(paymentId)).toBe(true);
    stack().adyen.control.releaseWebhooks({ order: 'reverse', copies: 1 });
    await stack().adyen.control.whenIdle();
    expect((await linesOf(stack(), paymentId)).sort()).toEqual([
      'Authorization Failure 2500',
      'Authorization Success 2500',
    ]);
    expect(await stateOf(request)).toBe('Completed');
  });

  it.each(['AutoRescueFailed', 'AutoRescueFraud'] as const)(
    '%s: has failed, and can be made again',
    async (scenario) => {
      const { request, paymentId } = await rescued(scenario);
      while (stack().adyen.control.retry(paymentId)) await stack().adyen.control.whenIdle();
      expect(new Set(await linesOf(stack(), paymentId))).toEqual(new Set(['Authorization Failure 2500']));
      const again = await charge(request);
      expect(again.body.transactionStatus.state).toBe('Completed');
      expect(again.body.paymentId).not.toBe(paymentId);
    },
  );

  it('with a key is answered as it stands: Pending, then Failed', async () => {
    const { cartId } = await newCustomersCart(stack(), customerId, { cart: { total: 2500 } });
    const request = { cartId, checkoutTransactionItemId: randomUUID(), idempotencyKey: randomUUID() };
    stack().adyen.control.outcome({ operation: 'payment', rescue: 'AutoRescueFraud' });
    const { body } = await charge(request);
    expect(await stateOf(request)).toBe('Pending');
    await retry(body.paymentId);
    expect(await stateOf(request)).toBe('Failed');
  });
});
