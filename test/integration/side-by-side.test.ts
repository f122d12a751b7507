import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepEarlierType } from '../earlier-version/earlier-type.ts';
import { startEarlier } from '../earlier-version/start-earlier.ts';
import type { NotificationItem } from '../sandbox/adyen/index.ts';
import type { Call } from '../sandbox/harness.ts';
import type { Service } from '../sandbox/service.ts';
import { payAtTheBank } from './bank.ts';
import { card, linesOf, method, settledLines, useStack, useUpFault, type PaymentAnswer } from './support.ts';
import { envelope, eventOf, signedItem } from './webhook.ts';

// While a deployment replaces instances, those of the earlier version and the new ones serve the same payments; after a
// rollback the earlier ones do alone.
const environment = { ADYEN_TIMEOUT_MS: '1000' };
const stack = useStack({ environment });
let earlier: Service;
let token = '';

beforeAll(async () => {
  keepEarlierType(stack());
  earlier = await startEarlier(stack().environment);
  token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
});
afterAll(() => earlier.stop());

type Version = 'earlier' | 'new';
const versions: readonly (readonly [Version, Version])[] = [
  ['earlier', 'new'],
  ['new', 'earlier'],
];

const call = async (at: Version, path: string, { body, headers, sessionId }: Call) => {
  const response = await fetch((at === 'new' ? stack().processorUrl : earlier.url) + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(sessionId === undefined ? {} : { 'x-session-id': sessionId }),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as PaymentAnswer & { outcome?: string } };
};

const newSession = async () => {
  const { id: cartId } = await stack().commercetools.control.createCart({ total: 1000 });
  return { cartId, sessionId: stack().commercetools.control.createSession({ cartId, metadata: {} }).id };
};

const pay = (at: Version, sessionId: string, body: unknown, key?: string) =>
  call(at, '/payments', {
    sessionId,
    body,
    headers: key === undefined ? {} : { 'Idempotency-Key': key },
  });

const intent = (at: Version, id: string, action: string, centAmount?: number, key?: string) =>
  call(at, `/operations/payment-intents/${id}`, {
    headers: { Authorization: `Bearer ${token}`, ...(key !== undefined && { 'Idempotency-Key': key }) },
    body: {
      actions: [{ action, ...(centAmount !== undefined && { amount: { centAmount, currencyCode: 'EUR' } }) }],
    },
  });

const authorised = async (at: Version): Promise<string> => {
  const { sessionId } = await newSession();
  const { body } = await pay(at, sessionId, card());
  await stack().adyen.control.whenIdle();
  return body.paymentReference;
};

const modificationsOf = (id: string) => stack().adyen.control.payment(id)?.modifications ?? [];

const deliver = async (at: Version, ...items: NotificationItem[]): Promise<string> => {
  const response = await fetch(`${at === 'new' ? stack().processorUrl : earlier.url}/notifications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(envelope(items.map((item) => signedItem(item, stack().adyen.hmacKey)))),
  });
  return response.text();
};

/** Adyen carries out what it is asked, and its answers are lost, until the returned function is called. */
const loseAnswers = (id: string, operation: string): (() => Promise<void>) => {
  const path = `/v72/payments/${stack().adyen.control.payment(id)?.pspReference ?? ''}/${operation}`;
  stack().adyen.control.fault({ path: `${path}$`, processed: true, drop: true, times: 50 });
  return () => useUpFault(stack(), path);
};

describe('an attempt', () => {
  it('that is sent to both versions at once is one Payment and one authorisation', async () => {
    const { cartId, sessionId } = await newSession();
    const body = card();
    const answers = await Promise.all(
      (['earlier', 'new', 'earlier', 'new'] as const).map((at) => pay(at, sessionId, body, 'pressed-once')),
    );
    expect(new Set(answers.map((answer) => answer.body.paymentReference)).size).toBe(1);
    expect(stack().commercetools.control.payments(cartId)).toHaveLength(1);
    expect(await settledLines(stack(), answers[0]?.body.paymentReference ?? '')).toEqual([
      'Authorization Success 1000',
    ]);
  });

  it.each(versions)(
    'answered by the %s version is answered the same by the %s one',
    async (first, second) => {
      const { sessionId } = await newSession();
      const body = card();
      const { body: answer } = await pay(first, sessionId, body, 'again');
      const repeat = await pay(second, sessionId, body, 'again');
      expect([repeat.body.paymentReference, repeat.body.resultCode]).toEqual([
        answer.paymentReference,
        'Authorised',
      ]);
    },
  );

  it.each(versions)(
    'whose response the %s version lost is made once more by the %s one, and authorised once',
    async (first, second) => {
      const { sessionId } = await newSession();
      const body = card();
      const path = '/v72/payments';
      stack().adyen.control.fault({ path: `${path}$`, processed: true, drop: true, times: 50 });
      stack().adyen.control.holdWebhooks();
      expect((await pay(first, sessionId, body, 'lost')).status).toBe(504);
      await useUpFault(stack(), path);
      const { body: answer } = await pay(second, sessionId, body, 'lost');
      expect(answer.resultCode).toBe('Authorised');
      stack().adyen.control.releaseWebhooks();
      expect(await settledLines(stack(), answer.paymentReference)).toEqual(['Authorization Success 1000']);
      expect(stack().adyen.control.payment(answer.paymentReference)).toMatchObject({ authorised: 1000 });
    },
  );

  it.each(versions)('begun at the %s version is finished at the %s one', async (first, second) => {
    const { sessionId } = await newSession();
    const { body } = await pay(first, sessionId, method('klarna'));
    const redirectResult = await payAtTheBank(body.action?.url ?? '');
    const details = await call(second, '/payments/details', {
      sessionId,
      body: { paymentReference: body.paymentReference, details: { redirectResult } },
    });
    expect(details.body.resultCode).toBe('Authorised');
    expect(await settledLines(stack(), body.paymentReference)).toEqual(['Authorization Success 1000']);
  });
});

describe('a modification', () => {
  it.each(versions)('with a key at the %s version is the same at the %s one', async (first, second) => {
    const id = await authorised(first);
    const one = await intent(first, id, 'capturePayment', 300, 'part');
    expect([one.status, one.body.outcome]).toEqual([200, 'received']);
    expect((await intent(second, id, 'capturePayment', 300, 'part')).body).toEqual({ outcome: 'received' });
    expect((await intent(second, id, 'capturePayment', 301, 'part')).status).toBe(409);
    expect(await settledLines(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 300']);
    expect(modificationsOf(id)).toHaveLength(1);
  });

  it.each(versions)(
    'whose response the %s version lost is continued by the %s one, with a key and without',
    async (first, second) => {
      for (const key of ['lost', undefined]) {
        const id = await authorised(first);
        const findAgain = loseAnswers(id, 'captures');
        stack().adyen.control.holdWebhooks();
        expect((await intent(first, id, 'capturePayment', 400, key)).status).toBe(504);
        await findAgain();
        const repeat = await intent(second, id, 'capturePayment', 400, key);
        expect(repeat.body).toEqual({ outcome: 'received' });
        stack().adyen.control.releaseWebhooks();
        expect(await settledLines(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 400']);
        expect(modificationsOf(id)).toHaveLength(1);
      }
    },
  );

  it('without a key, at both versions at once, is as many as were asked for', async () => {
    const id = await authorised('new');
    const answers = await Promise.all(
      (['earlier', 'new', 'earlier', 'new'] as const).map((at) => intent(at, id, 'capturePayment', 200)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await settledLines(stack(), id)).filter((line) => line === 'Charge Success 200')).toHaveLength(4);
  });

  it.each(versions)('written by the %s version is refunded by the %s one', async (first, second) => {
    const id = await authorised(first);
    await intent(first, id, 'capturePayment', 1000);
    await stack().adyen.control.whenIdle();
    expect((await intent(second, id, 'refundPayment', 1001)).status).toBe(400);
    expect((await intent(second, id, 'refundPayment', 600)).body).toEqual({ outcome: 'received' });
    expect(await settledLines(stack(), id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 1000',
      'Refund Success 600',
    ]);
  });
});

describe('a webhook', () => {
  it('that both versions get at once is applied once', async () => {
    stack().adyen.control.holdWebhooks();
    const { sessionId } = await newSession();
    const { body } = await pay('new', sessionId, card());
    const id = body.paymentReference;
    await intent('earlier', id, 'capturePayment', 1000, 'all');
    const capture = eventOf(stack(), id, 'CAPTURE', {
      pspReference: modificationsOf(id)[0]?.pspReference ?? '',
      originalReference: stack().adyen.control.payment(id)?.pspReference ?? '',
    });
    const authorisation = eventOf(stack(), id, 'AUTHORISATION');
    const answers = await Promise.all([
      deliver('new', capture, authorisation),
      deliver('earlier', capture),
      deliver('earlier', authorisation),
    ]);
    expect(answers).toEqual(Array<string>(3).fill('[accepted]'));
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
    stack().adyen.control.releaseWebhooks();
    expect(await settledLines(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
  });
});
