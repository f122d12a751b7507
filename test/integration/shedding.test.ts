import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../sandbox/harness.ts';
import { card, newShopper, useStack, type ErrorAnswer } from './support.ts';
import { deliver, eventOf } from './webhook.ts';

const stack = useStack({ environment: { MAX_REQUESTS_IN_FLIGHT: '10' } });

afterEach(() => stack().commercetools.control.clearFaults());

/** Keeps so many requests in flight until the returned function is called. */
async function occupy(count: number): Promise<() => Promise<void>> {
  const { control } = stack().commercetools;
  const { sessionId } = await newShopper(stack());
  control.fault({ path: '/sessions/', delayMs: 1500, times: count });
  const body = { details: { redirectResult: 'x' }, paymentReference: randomUUID() };
  const held = Array.from({ length: count }, () => stack().call('/payments/details', { sessionId, body }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  return async () => {
    await Promise.all(held);
  };
}

const expectShed = ({ status, headers, body }: Answer<ErrorAnswer>) => {
  expect(status).toBe(503);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(body.errors[0]?.code).toBe('Overloaded');
};

describe('beyond the set number of requests in flight', () => {
  it("shoppers' reads are turned away at once, and attempts still pass", async () => {
    const shopper = await newShopper(stack());
    const release = await occupy(6);
    const started = performance.now();
    expectShed(await stack().call('/payment-methods', { sessionId: shopper.sessionId, body: {} }));
    expect(performance.now() - started).toBeLessThan(500);
    expect((await shopper.pay(card())).status).toBe(200);
    await release();
  });

  it('then attempts are turned away, and notifications still pass', async () => {
    const paid = await newShopper(stack());
    const { body } = await paid.pay(card());
    const shopper = await newShopper(stack());
    const release = await occupy(8);
    expectShed(await shopper.pay<ErrorAnswer>(card()));
    expect(stack().commercetools.control.payments(shopper.cartId)).toEqual([]);
    const answer = await deliver(stack(), [eventOf(stack(), body.paymentReference, 'AUTHORISATION')]);
    expect([answer.status, answer.body]).toEqual([200, '[accepted]']);
    await release();
  });

  it('a shopper who comes back from a bank ends on the merchant’s page, and health is told', async () => {
    const release = await occupy(8);
    const more = await newShopper(stack());
    stack().commercetools.control.fault({ path: '/sessions/', delayMs: 1500, times: 2 });
    const returning = [1, 2].map(() =>
      stack().call(`/payments/details?ctsid=${more.sessionId}&redirectResult=x`),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const last = await stack().call('/payments/details?ctsid=x&paymentReference=4f1e&redirectResult=x');
    expect([last.status, last.headers.get('location')]).toEqual([
      302,
      'http://localhost:9/merchant-return?paymentReference=4f1e',
    ]);
    expect((await stack().call('/health')).status).toBe(200);
    await Promise.all(returning);
    await release();
  });

  it('is over as soon as what was in flight has ended', async () => {
    await (
      await occupy(6)
    )();
    const { sessionId } = await newShopper(stack());
    expect((await stack().call('/operations/config', { sessionId })).status).toBe(200);
  });
});

describe('what is too large to be a request', () => {
  it('is a 414 for a URL, a 431 for headers', async () => {
    const url = await stack().call<ErrorAnswer>(`/operations/config?x=${'a'.repeat(9000)}`);
    expect([url.status, url.body.errors[0]?.code]).toEqual([414, 'UriTooLong']);
    const headers = await stack().call<ErrorAnswer>('/operations/config', {
      headers: { 'X-A': 'a'.repeat(17_000) },
    });
    expect(headers.status).toBe(431);
  });
});
