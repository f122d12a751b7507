import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLane, type Lane } from '../faults/lane.ts';
import { cut, cutAfter } from '../faults/proxy.ts';
import { chooseAtTheBank } from './bank.ts';
import { card, linesOf, method, newShopper, useStack } from './support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

// A project whose post-deploy step never ran, or whose types somebody removed: the transactions' states have to do.
const stack = useStack();
let lane: Lane;
let other: Lane;
let token = '';

beforeAll(async () => {
  const { control } = stack().commercetools;
  for (const { id, version } of control.all('type')) {
    await control.request('DELETE', `/types/${id}?version=${version}`);
  }
  token = control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
  [lane, other] = await Promise.all([
    startLane(stack(), { ADYEN_TIMEOUT_MS: '1000' }),
    startLane(stack(), { ADYEN_TIMEOUT_MS: '1000' }),
  ]);
  stack().adyen.control.setNotificationUrl(`${lane.url}/notifications`);
});
afterAll(() => Promise.all([lane.stop(), other.stop()]));

const linesWhenIdle = async (id: string) => {
  await stack().adyen.control.whenIdle();
  return linesOf(stack(), id);
};

const shopper = async (total = 1000) => {
  const { cartId, sessionId } = await newShopper(stack(), {
    cart: { total },
    metadata: { processorUrl: lane.url },
  });
  const pay = async (body: unknown) => {
    const answer = await lane.send<{
      paymentReference: string;
      resultCode: string;
      action?: { url?: string };
    }>('/payments', { sessionId, body });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  return { cartId, sessionId, pay };
};

const intent = (id: string, action: string, centAmount?: number, key?: string, at: Lane = lane) =>
  at.send<{ outcome?: string }>(`/operations/payment-intents/${id}`, {
    headers: { Authorization: `Bearer ${token}`, ...(key !== undefined && { 'Idempotency-Key': key }) },
    body: {
      actions: [{ action, ...(centAmount !== undefined && { amount: { centAmount, currencyCode: 'EUR' } }) }],
    },
  });

describe('without the custom types', () => {
  it('a refused card, then another one, is one failure and one success', async () => {
    const { cartId, pay } = await shopper();
    expect((await pay(card('4000000000000002'))).resultCode).toBe('Refused');
    const { paymentReference } = await pay(card());
    expect((await pay(card())).paymentReference).toBe(paymentReference);
    const references = stack()
      .commercetools.control.payments(cartId)
      .map(({ id }) => id);
    expect(references).toHaveLength(2);
    expect(await linesWhenIdle(paymentReference)).toEqual(['Authorization Success 1000']);
  });

  it('equal captures stay apart, one of them with its answer lost', async () => {
    const { pay } = await shopper();
    const { paymentReference: id } = await pay(card());
    expect((await intent(id, 'capturePayment', 400)).status).toBe(200);
    lane.adyen.on({ path: /captures$/, times: 50, after: cut });
    expect((await intent(id, 'capturePayment', 400)).status).toBe(504);
    lane.adyen.clear();
    await stack().adyen.control.whenIdle();
    expect((await intent(id, 'capturePayment', 201)).status).toBe(400);
    expect((await intent(id, 'capturePayment', 200)).status).toBe(200);
    expect(await linesWhenIdle(id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 400',
      'Charge Success 400',
      'Charge Success 200',
    ]);
    expect(stack().adyen.control.payment(id)).toMatchObject({ captured: 1000 });
  });

  it('a capture that is asked for again after a lost answer goes on with itself', async () => {
    const { pay } = await shopper();
    const { paymentReference: id } = await pay(card());
    stack().adyen.control.holdWebhooks();
    lane.adyen.on({ path: /captures$/, times: 50, after: cut });
    expect((await intent(id, 'capturePayment', 1000)).status).toBe(504);
    lane.adyen.clear();
    expect((await intent(id, 'capturePayment', 1000)).body).toEqual({ outcome: 'received' });
    stack().adyen.control.releaseWebhooks();
    expect(await linesWhenIdle(id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
    expect(stack().adyen.control.payment(id)?.modifications).toHaveLength(1);
  });

  it('the same key is one capture, at once and later, at either instance; with another amount it is a 409', async () => {
    const { pay } = await shopper();
    const { paymentReference: id } = await pay(card());
    const answers = await Promise.all([
      ...[lane, other, lane, other].map((at) => intent(id, 'capturePayment', 300, 'one', at)),
      intent(id, 'capturePayment', 300, 'two', other),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(5).fill(200));
    for (const at of [lane, other]) {
      expect((await intent(id, 'capturePayment', 300, 'one', at)).body).toEqual({ outcome: 'received' });
    }
    expect((await intent(id, 'capturePayment', 301, 'one')).status).toBe(409);
    expect(await linesWhenIdle(id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 300',
      'Charge Success 300',
    ]);
    expect(stack().adyen.control.payment(id)?.modifications).toHaveLength(2);
  });

  it('the same key goes on with what a crash or a lost answer cut off, at whichever call', async () => {
    const calls = [
      { upstream: 'commercetools', method: 'POST', path: /custom-objects/ },
      { upstream: 'commercetools', method: 'POST', path: /payments\/[0-9a-f-]+$/ },
      { upstream: 'adyen', method: 'POST', path: /captures$/ },
    ] as const;
    for (const { upstream, method: verb, path } of calls) {
      const { pay } = await shopper();
      const { paymentReference: id } = await pay(card());
      // The first write is the one that learns that the type is missing.
      await intent(id, 'capturePayment', 1, undefined, other);
      other[upstream].on({
        method: verb,
        path,
        after: cutAfter(async () => {
          await other.crash();
          await other.restart();
        }),
      });
      expect((await intent(id, 'capturePayment', 300, 'crash', other)).status).toBe(0);
      other[upstream].clear();
      const repeat = await other.persist<{ outcome?: string }>(`/operations/payment-intents/${id}`, {
        headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': 'crash' },
        body: { actions: [{ action: 'capturePayment', amount: { centAmount: 300, currencyCode: 'EUR' } }] },
      });
      expect(repeat.body).toEqual({ outcome: 'received' });
      expect((await intent(id, 'capturePayment', 300, 'crash')).body).toEqual({ outcome: 'received' });
      expect(await linesWhenIdle(id)).toEqual([
        'Authorization Success 1000',
        'Charge Success 1',
        'Charge Success 300',
      ]);
      expect(stack().adyen.control.payment(id)?.modifications).toHaveLength(2);
    }
  });

  it('a reversal with a key is one, whatever was captured since', async () => {
    const { pay } = await shopper();
    const { paymentReference: id } = await pay(card());
    await intent(id, 'capturePayment', 400);
    await linesWhenIdle(id);
    expect((await intent(id, 'reversePayment', undefined, 'reverse')).body).toEqual({ outcome: 'received' });
    await intent(id, 'capturePayment', 600);
    await linesWhenIdle(id);
    expect((await intent(id, 'reversePayment', undefined, 'reverse')).body).toEqual({ outcome: 'received' });
    expect((await linesWhenIdle(id)).filter((line) => line.startsWith('Refund'))).toEqual([
      'Refund Success 400',
    ]);
  });

  it('a dispute ends as its events say, in either order', async () => {
    for (const isReversed of [false, true]) {
      const { pay } = await shopper();
      const { paymentReference: id } = await pay(card());
      const originalReference = stack().adyen.control.payment(id)?.pspReference ?? '';
      const pspReference = newPspReference();
      const events = ['CHARGEBACK', 'CHARGEBACK_REVERSED'].map((eventCode) =>
        eventOf(stack(), id, eventCode, { originalReference, pspReference }),
      );
      for (const event of isReversed ? events.toReversed() : events) {
        expect((await deliver(stack(), [event])).status).toBe(200);
      }
      expect(await linesWhenIdle(id)).toEqual(['Authorization Success 1000', 'Chargeback Failure 1000']);
    }
  });

  it('a cart paid twice gives one payment back, and every notification is acknowledged', async () => {
    const { pay } = await shopper();
    const first = await pay(method('ideal'));
    const second = await pay(method('eps'));
    for (const { action } of [first, second]) {
      const back = await chooseAtTheBank(action?.url ?? '', 'pay');
      expect((await fetch(back, { redirect: 'manual' })).status).toBe(302);
    }
    await stack().adyen.control.whenIdle();
    const books = stack()
      .adyen.control.books()
      .filter(({ merchantReference }) =>
        [first.paymentReference, second.paymentReference].includes(merchantReference),
      );
    expect(books.map(({ captured, refunded }) => captured - refunded).sort()).toEqual([0, 1000]);
    // The one that was authorised last; within a second that may be either, since Adyen's events tell whole seconds.
    const givenBack = books.find(({ captured, refunded }) => captured === refunded);
    expect(await linesWhenIdle(givenBack?.merchantReference ?? '')).toContain('Refund Success 1000');
  });
});
