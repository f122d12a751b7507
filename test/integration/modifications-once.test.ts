import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { authorisedCard, linesOf, settledLines, useStack, useUpFault, type ErrorAnswer } from './support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

// What is asked for once is done once, and what is asked for four times is done four times, whichever instance is asked.
const stack = useStack({ instances: 2, environment: { ADYEN_TIMEOUT_MS: '1000' } });
let token = '';
beforeAll(() => {
  token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
});

interface Options {
  readonly key?: string;
  readonly instance?: number;
}

const intent = (id: string, action: string, centAmount?: number, { key, instance = 0 }: Options = {}) =>
  stack().call<{ outcome?: string } & Partial<ErrorAnswer>>(`/operations/payment-intents/${id}`, {
    instance,
    headers: { Authorization: `Bearer ${token}`, ...(key !== undefined && { 'Idempotency-Key': key }) },
    body: {
      actions: [{ action, ...(centAmount !== undefined && { amount: { centAmount, currencyCode: 'EUR' } }) }],
    },
  });

const authorised = (total?: number): Promise<string> => authorisedCard(stack(), total);

const settled = (id: string): Promise<string[]> => settledLines(stack(), id);

const pathOf = (id: string, name: string): string =>
  `/v72/payments/${stack().adyen.control.payment(id)?.pspReference ?? ''}/${name}`;

/** Adyen carries out what it is asked, and its answers are lost, until the returned function is called. */
const loseAnswers = (id: string, name: string): (() => Promise<void>) => {
  const path = pathOf(id, name);
  stack().adyen.control.fault({ path: `${path}$`, processed: true, drop: true, times: 50 });
  return () => useUpFault(stack(), path);
};

/** A capture that was made in Adyen's back office. */
const captureElsewhere = (id: string, value: number) =>
  deliver(stack(), [
    eventOf(stack(), id, 'CAPTURE', {
      originalReference: stack().adyen.control.payment(id)?.pspReference ?? '',
      pspReference: newPspReference(),
      amount: { currency: 'EUR', value },
    }),
  ]);

const received = { status: 200, body: { outcome: 'received' } };

describe('equal requests without a key, at both instances at once', () => {
  it.each([
    ['capturePayment', 'captures', 'Charge'],
    ['refundPayment', 'refunds', 'Refund'],
  ])('%s: as many as were asked for', async (action, operation, type) => {
    const id = await authorised();
    if (action === 'refundPayment') await intent(id, 'capturePayment', 1000);
    await settled(id);
    stack().adyen.control.fault({ path: `${pathOf(id, operation)}$`, delayMs: 400, times: 4 });
    const answers = await Promise.all([0, 1, 0, 1].map((instance) => intent(id, action, 200, { instance })));
    for (const answer of answers) expect(answer).toMatchObject(received);
    const added = (await settled(id)).filter((line) => line.startsWith(type) && line.endsWith(' 200'));
    expect(added).toEqual(Array<string>(4).fill(`${type} Success 200`));
  });

  it('of which the first ended unknown: it is continued by one of the others', async () => {
    const id = await authorised();
    const findAgain = loseAnswers(id, 'captures');
    stack().adyen.control.holdWebhooks();
    const first = intent(id, 'capturePayment', 200, { instance: 0 });
    await expect.poll(() => linesOf(stack(), id)).toContain('Charge Initial 200');
    const second = intent(id, 'capturePayment', 200, { instance: 1 });
    expect((await first).status).toBe(504);
    await findAgain();
    expect(await second).toMatchObject(received);
    stack().adyen.control.releaseWebhooks();
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Success 200']);
    expect(stack().adyen.control.payment(id)?.modifications).toHaveLength(1);
  });
});

describe('a request without a key that ended in an error after commercetools had stored everything', () => {
  it('is continued by the same request, and nothing is sent twice', async () => {
    const id = await authorised();
    stack().adyen.control.holdWebhooks();
    const { control } = stack().commercetools;
    const path = new RegExp(`/payments/${id}$`);
    // The intent, then what Adyen answered: that write happens, and neither its answer nor the Payment can be had.
    const lost = control.fault({ method: 'POST', path, skip: 1, drop: true, when: 'after' });
    const unreadable = control.fault({ method: 'GET', path, skip: 1, status: 503, times: 'always' });
    expect((await intent(id, 'capturePayment', 400)).status).toBe(503);
    unreadable.remove();
    lost.remove();
    expect(await intent(id, 'capturePayment', 400)).toMatchObject(received);
    expect(stack().adyen.control.payment(id)?.modifications).toHaveLength(1);
    stack().adyen.control.releaseWebhooks();
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Success 400']);
    // Told now: the next one is another capture.
    expect(await intent(id, 'capturePayment', 400)).toMatchObject(received);
    expect(await settled(id)).toContain('Charge Success 400');
    expect(stack().adyen.control.payment(id)?.modifications).toHaveLength(2);
  });
});

describe('a key', () => {
  it('is its own also where an intent without one was cut off', async () => {
    const id = await authorised();
    const findAgain = loseAnswers(id, 'captures');
    expect((await intent(id, 'capturePayment', 300)).status).toBe(504);
    await findAgain();
    const key = randomUUID();
    expect(await intent(id, 'capturePayment', 300, { key })).toMatchObject(received);
    expect(await intent(id, 'capturePayment', 300, { key, instance: 1 })).toMatchObject(received);
    expect(await intent(id, 'capturePayment', 300)).toMatchObject(received);
    expect(await settled(id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 300',
      'Charge Success 300',
    ]);
  });

  it('continues a reversal whose answer was lost, whatever was captured since', async () => {
    const id = await authorised();
    await intent(id, 'capturePayment', 400);
    await settled(id);
    const key = randomUUID();
    stack().adyen.control.holdWebhooks();
    const findAgain = loseAnswers(id, 'refunds');
    expect((await intent(id, 'reversePayment', undefined, { key })).status).toBe(504);
    await findAgain();
    await captureElsewhere(id, 600);
    for (const instance of [1, 0]) {
      expect(await intent(id, 'reversePayment', undefined, { key, instance })).toMatchObject(received);
    }
    expect(await linesOf(stack(), id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 400',
      'Refund Pending 400',
      'Charge Success 600',
    ]);
    stack().adyen.control.releaseWebhooks();
    expect(await settled(id)).toContain('Refund Success 400');
  });

  it('continues a reversal that cancels, also when a capture was confirmed since', async () => {
    const id = await authorised();
    const key = randomUUID();
    stack().adyen.control.holdWebhooks();
    const findAgain = loseAnswers(id, 'cancels');
    expect((await intent(id, 'reversePayment', undefined, { key })).status).toBe(504);
    await findAgain();
    await captureElsewhere(id, 600);
    expect(await intent(id, 'reversePayment', undefined, { key })).toMatchObject(received);
    expect(
      stack()
        .adyen.control.payment(id)
        ?.modifications.map(({ kind }) => kind),
    ).toEqual(['cancel']);
    stack().adyen.control.releaseWebhooks();
    await settled(id);
  });

  it('is kept for one Payment whatever custom type another one’s transactions have', async () => {
    const foreign = await stack().api.post<{ id: string }>('/types', {
      key: `foreign-${randomUUID()}`,
      name: { en: 'Foreign' },
      resourceTypeIds: ['transaction'],
      fieldDefinitions: [],
    });
    const marked = await authorised();
    const { version, transactions } = await stack().payment(marked);
    await stack().api.post(`/payments/${marked}`, {
      version,
      actions: [
        {
          action: 'setTransactionCustomType',
          transactionId: transactions[0]?.id,
          type: { typeId: 'type', id: foreign.id },
        },
      ],
    });
    const expired = eventOf(stack(), marked, 'AUTHORISATION_ADJUSTMENT', {
      originalReference: stack().adyen.control.payment(marked)?.pspReference ?? '',
      pspReference: newPspReference(),
      amount: { currency: 'EUR', value: 900 },
    });
    expect((await deliver(stack(), [expired])).status).toBe(200);
    expect((await stack().payment(marked)).amountPlanned.centAmount).toBe(900);

    const id = await authorised();
    const key = randomUUID();
    for (let times = 0; times < 2; times += 1) {
      expect(await intent(id, 'capturePayment', 300, { key })).toMatchObject(received);
    }
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Success 300']);
    const charge = (await stack().payment(id)).transactions.find(({ type }) => type === 'Charge');
    expect(charge?.custom?.fields['adyenConnectorFacts']).toContain('captured');
  });
});
