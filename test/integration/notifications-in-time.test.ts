import { beforeAll, describe, expect, it } from 'vitest';
import { deliver as deliverTokenEvent, newCustomer, storing, tokenEvent } from './stored-support.ts';
import { card, linesOf, newShopper, useStack } from './support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

// Adyen waits ten seconds for a response; what takes longer counts as not delivered.
const stack = useStack({ environment: storing });
beforeAll(() => stack().adyen.control.holdWebhooks());

type Rule = Parameters<ReturnType<typeof stack>['commercetools']['control']['fault']>[0];

const PROMISED_MS = 9_000;

const authorised = async (): Promise<string> => {
  const { pay } = await newShopper(stack(), { cart: { total: 1000 } });
  return (await pay(card())).body.paymentReference;
};

const authorisedMany = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => authorised()));

const captureOf = (id: string, pspReference = newPspReference()) =>
  eventOf(stack(), id, 'CAPTURE', { pspReference });

/** Delivers while commercetools has a fault. */
const amid = async <T>(rule: Rule, work: () => Promise<T>): Promise<T> => {
  const fault = stack().commercetools.control.fault({ times: 'always', ...rule });
  try {
    return await work();
  } finally {
    fault.remove();
  }
};

const timed = async (
  work: () => Promise<{ status: number }>,
): Promise<{ status: number; isInTime: boolean }> => {
  const startedAt = performance.now();
  const { status } = await work();
  return { status, isInTime: performance.now() - startedAt < PROMISED_MS };
};

const late = { status: 503, isInTime: true };
const charged = ['Authorization Success 1000', 'Charge Success 1000'];

describe('while commercetools does not answer', () => {
  it('notifications are a 503 in time, and are stored once when they come again', async () => {
    const [reads, writes, lost] = (await authorisedMany(3)) as [string, string, string];
    const customerId = await newCustomer(stack());
    const token = tokenEvent(stack(), { type: 'created', customerId, token: 'M5N7TQ4TG5PFWR51' });
    const events = [captureOf(reads), captureOf(writes), captureOf(lost)];
    const rules: Rule[] = [
      { method: 'GET', path: `/payments/${reads}$`, hang: true },
      { method: 'POST', path: `/payments/${writes}$`, hang: true },
      { method: 'POST', path: `/payments/${lost}$`, hang: true, when: 'after' },
    ];
    const responses = await Promise.all([
      ...events.map((event, i) => amid(rules[i] ?? {}, () => timed(() => deliver(stack(), [event])))),
      amid({ method: 'POST', path: '/payment-methods$', hang: true }, () =>
        timed(() => deliverTokenEvent(stack(), token)),
      ),
    ]);
    expect(responses).toEqual([late, late, late, late]);
    for (const event of events) expect((await deliver(stack(), [event])).status).toBe(200);
    expect((await deliverTokenEvent(stack(), token)).status).toBe(200);
    for (const id of [reads, writes, lost]) expect(await linesOf(stack(), id)).toEqual(charged);
    expect(stack().commercetools.control.paymentMethods(customerId)).toHaveLength(1);
  });

  it('nothing is asked any more once the response is sent', async () => {
    const [id] = (await authorisedMany(1)) as [string];
    const path = `/payments/${id}$`;
    await amid({ path, delayMs: 3_000, status: 409 }, async () => {
      expect(await timed(() => deliver(stack(), [captureOf(id)]))).toEqual(late);
      const { control } = stack().commercetools;
      const asked = control.requests({ path }).length;
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      expect(control.requests({ path }).length - asked).toBeLessThanOrEqual(1);
    });
  });
});

describe('a batch of a hundred', () => {
  const slowly = <T>(work: () => Promise<T>): Promise<T> => amid({ delayMs: 50 }, work);

  it('about as many payments is stored in time while every call takes 50 ms', async () => {
    const ids = await authorisedMany(100);
    const events = ids.flatMap((id) => [eventOf(stack(), id, 'AUTHORISATION')]);
    expect(await slowly(() => timed(() => deliver(stack(), events)))).toEqual({
      status: 200,
      isInTime: true,
    });
    const captures = ids.map((id) => captureOf(id));
    expect(await slowly(() => timed(() => deliver(stack(), captures)))).toEqual({
      status: 200,
      isInTime: true,
    });
    for (const id of ids) expect(await linesOf(stack(), id)).toEqual(charged);
  });

  it('about one payment is one lookup and one write', async () => {
    const [id] = (await authorisedMany(1)) as [string];
    const amount = { currency: 'EUR', value: 10 };
    const captures = Array.from({ length: 100 }, () => ({ ...captureOf(id), amount }));
    const { control } = stack().commercetools;
    control.clearRequests();
    expect((await deliver(stack(), captures)).status).toBe(200);
    const calls = control.requests().map(({ method, path }) => `${method} ${path}`);
    expect(calls).toEqual([`GET /sandbox/payments/${id}`, `POST /sandbox/payments/${id}`]);
    expect(await linesOf(stack(), id)).toHaveLength(101);
  });
});
