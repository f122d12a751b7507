import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  deliver as deliverTokenEvent,
  newCustomer,
  newCustomersCart,
  storing,
  tokenEvent,
} from './stored-support.ts';
import { card, linesOf, newShopper, useStack } from './support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

// What commercetools, or an API Extension of the merchant, refuses for good: Adyen's queue must not wait for it.
const stack = useStack({ environment: storing });
beforeAll(() => stack().adyen.control.holdWebhooks());

type Rule = Parameters<ReturnType<typeof stack>['commercetools']['control']['fault']>[0];

interface Replayed {
  readonly eventCode: string;
  readonly pspReference: string;
  readonly paymentId?: string;
  readonly reason?: string;
}

interface Page {
  readonly applied: Replayed[];
  readonly remaining: Replayed[];
  readonly next?: string;
}

const replay = <Body = Page>(body: unknown, scopes = ['manage_checkout_payment_intents']) =>
  stack().call<Body>('/operations/notifications/replay', {
    body,
    headers: { Authorization: `Bearer ${stack().commercetools.control.issueToken({ scopes })}` },
  });

const authorised = async (): Promise<string> => {
  const { pay } = await newShopper(stack(), { cart: { total: 1000 } });
  return (await pay(card())).body.paymentReference;
};

const captureOf = (id: string) => eventOf(stack(), id, 'CAPTURE', { pspReference: newPspReference() });

const amid = async <T>(rule: Rule, work: () => Promise<T>): Promise<T> => {
  const fault = stack().commercetools.control.fault({ times: 'always', ...rule });
  try {
    return await work();
  } finally {
    fault.remove();
  }
};

const statusesOf = async (count: number, work: () => Promise<{ status: number }>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let delivery = 0; delivery < count; delivery += 1) statuses.push((await work()).status);
  return statuses;
};

const setAside = [502, 502, 502, 200];
const charged = ['Authorization Success 1000', 'Charge Success 1000'];

describe('a notification that commercetools refuses for good', () => {
  it.each(['ExtensionBadResponse', 'ExtensionUpdateActionsFailed', 'ContentTooLarge'] as const)(
    '%s: is set aside while what came with it is applied, and applied by a replay',
    async (error) => {
      const [id, other] = [await authorised(), await authorised()];
      const capture = captureOf(id);
      const batch = [capture, captureOf(other)];
      const refusal: Rule = { method: 'POST', path: `/payments/${id}$`, error };
      await amid(refusal, async () => {
        expect(await statusesOf(4, () => deliver(stack(), batch))).toEqual(setAside);
        expect(await linesOf(stack(), other)).toEqual(charged);
        const { remaining, applied } = (await replay({ paymentId: id })).body;
        expect(applied).toEqual([]);
        expect(remaining).toEqual([expect.objectContaining({ reason: 'CommercetoolsRefused' })]);
      });
      expect(stack().logs()).toContain('RefusedNotification');
      expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000']);
      const { pspReference } = capture;
      expect((await replay({ paymentId: id })).body).toEqual({
        applied: [{ eventCode: 'CAPTURE', pspReference, paymentId: id }],
        remaining: [],
      });
      expect(await linesOf(stack(), id)).toEqual(charged);
      expect((await replay({ paymentId: id })).body).toEqual({ applied: [], remaining: [] });
    },
  );

  it('is not what an outage answers: that never counts', async () => {
    const id = await authorised();
    const capture = captureOf(id);
    await amid({ method: 'POST', path: `/payments/${id}$`, status: 503 }, async () => {
      expect(await statusesOf(5, () => deliver(stack(), [capture]))).toEqual([503, 503, 503, 503, 503]);
    });
    expect((await deliver(stack(), [capture])).status).toBe(200);
    expect(await linesOf(stack(), id)).toEqual(charged);
  });

  it('is not what a 500 `General` says: the write may have happened', async () => {
    const id = await authorised();
    const rule: Rule = {
      method: 'POST',
      path: `/payments/${id}$`,
      error: 'General',
      when: 'after',
      times: 1,
    };
    expect((await amid(rule, () => deliver(stack(), [captureOf(id)]))).status).toBe(200);
    expect(await linesOf(stack(), id)).toEqual(charged);
  });

  it('has its money stored where only the stored method is refused, which a replay stores', async () => {
    const customerId = await newCustomer(stack());
    const { pay } = await newCustomersCart(stack(), customerId, { cart: { total: 1000 } });
    const id = (await pay(card())).body.paymentReference;
    const event = eventOf(stack(), id, 'AUTHORISATION', {
      additionalData: {
        'tokenization.storedPaymentMethodId': 'M5N7TQ4TG5PFWR60',
        'tokenization.shopperReference': customerId,
        cardHolderName: 'S. Hopper',
      },
    });
    await amid({ method: 'POST', path: '/payment-methods$', error: 'ExtensionBadResponse' }, async () => {
      expect(await statusesOf(4, () => deliver(stack(), [event]))).toEqual(setAside);
    });
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000']);
    expect(stack().commercetools.control.paymentMethods(customerId)).toHaveLength(0);
    const objects = stack().commercetools.control.all('key-value-document');
    expect(JSON.stringify(objects)).not.toContain('S. Hopper');
    expect((await replay({ paymentId: id })).body.applied).toHaveLength(1);
    expect(stack().commercetools.control.paymentMethods(customerId)).toHaveLength(1);
  });

  it('of a token: is set aside, and applied by a replay of that time', async () => {
    const from = new Date().toISOString();
    const customerId = await newCustomer(stack());
    const created = tokenEvent(stack(), { type: 'created', customerId, token: 'M5N7TQ4TG5PFWR61' });
    await amid({ method: 'POST', path: '/payment-methods$', error: 'ExtensionBadResponse' }, async () => {
      expect(await statusesOf(4, () => deliverTokenEvent(stack(), created))).toEqual(setAside);
    });
    const before = (await replay({ to: '2020-01-01T00:00:00Z' })).body;
    expect(before).toEqual({ applied: [], remaining: [] });
    const { applied, remaining } = (await replay({ from, to: new Date().toISOString() })).body;
    expect(remaining).toEqual([]);
    expect(applied).toEqual([{ eventCode: 'recurring.token.created', pspReference: created.eventId }]);
    expect(stack().commercetools.control.paymentMethods(customerId)).toHaveLength(1);
  });

  it('stays set aside where its Payment is gone meanwhile', async () => {
    const id = await authorised();
    const capture = captureOf(id);
    await amid({ method: 'POST', path: `/payments/${id}$`, error: 'ExtensionBadResponse' }, async () => {
      expect(await statusesOf(4, () => deliver(stack(), [capture]))).toEqual(setAside);
    });
    const { control } = stack().commercetools;
    await control.request('DELETE', `/payments/${id}?version=${control.payment(id).version}`);
    const { applied, remaining } = (await replay({ paymentId: id })).body;
    expect(applied).toEqual([]);
    expect(remaining).toEqual([
      { eventCode: 'CAPTURE', pspReference: capture.pspReference, reason: 'PaymentNotFound' },
    ]);
  });
});

describe('a replay', () => {
  it('goes on page by page', async () => {
    const from = new Date().toISOString();
    const events = Array.from({ length: 3 }, () => {
      const id = randomUUID();
      return eventOf(stack(), id, 'AUTHORISATION', { additionalData: { 'metadata.paymentReference': id } });
    });
    expect((await deliver(stack(), events)).status).toBe(503);
    const seen: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 3; page += 1) {
      const { remaining, next } = (await replay({ from, limit: 1, after })).body;
      seen.push(...remaining.map(({ pspReference }) => pspReference));
      after = next;
    }
    expect(after).toBeUndefined();
    expect(seen.sort()).toEqual(events.map(({ pspReference }) => pspReference).sort());
  });

  const malformed: [string, unknown][] = [
    ['paymentId', {}],
    ['paymentId', { paymentId: 'x' }],
    ['from', { from: 'yesterday' }],
    ['to', { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
    ['limit', { from: '2026-01-02T00:00:00Z', limit: 0 }],
    ['after', { from: '2026-01-02T00:00:00Z', after: 'x' }],
  ];

  it.each(malformed)('names the field that is wrong: %s in %j', async (field, body) => {
    const response = await replay<{ errors: { field: string }[] }>(body);
    expect([response.status, response.body.errors[0]?.field]).toEqual([400, field]);
  });

  it('is for back offices', async () => {
    expect((await stack().call('/operations/notifications/replay', { body: {} })).status).toBe(401);
    expect((await replay({}, ['view_payments'])).status).toBe(403);
  });
});

describe('a notification of another project', () => {
  it('is acknowledged without a lookup', async () => {
    const id = randomUUID();
    const additionalData = { 'metadata.paymentReference': id, 'metadata.ctProjectKey': 'another-project' };
    const { control } = stack().commercetools;
    control.clearRequests();
    expect((await deliver(stack(), [eventOf(stack(), id, 'AUTHORISATION', { additionalData })])).status).toBe(
      200,
    );
    expect(control.requests()).toEqual([]);
  });
});
