import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chooseAtTheBank } from './bank.ts';
import { linesOf, method, newShopper, settledLines, useStack, type Shopper } from './support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '1500' } });
const adyen = () => stack().adyen.control;
const commercetools = () => stack().commercetools.control;
const bearer = () => ({
  Authorization: `Bearer ${commercetools().issueToken({ scopes: ['manage_checkout_payment_intents'] })}`,
});

interface Attempt {
  readonly id: string;
  readonly bankUrl: string;
}

/** A cart of 10.00 EUR with so many redirects that wait for their shopper. */
const redirects = async (...methods: string[]): Promise<{ shopper: Shopper; attempts: Attempt[] }> => {
  const shopper = await newShopper(stack(), {
    cart: { total: 1000 },
    metadata: { processorUrl: stack().processorUrl },
  });
  const attempts: Attempt[] = [];
  for (const type of methods) {
    const { body } = await shopper.pay(method(type), { headers: { 'Idempotency-Key': randomUUID() } });
    attempts.push({ id: body.paymentReference, bankUrl: body.action?.url ?? '' });
  }
  return { shopper, attempts };
};

/** The shopper pays there, and closes the window: only the notification tells. */
const finish = async ({ bankUrl }: Attempt): Promise<void> => {
  await chooseAtTheBank(bankUrl, 'pay');
};

/** Lets a transaction of a Payment have reached its state so many hours ago. */
const age = (id: string, type: string, hours: number): void => {
  const payment = commercetools().payment(id);
  const timestamp = new Date(Date.now() - hours * 3_600_000).toISOString();
  const transactions = payment.transactions.map((one) => (one.type === type ? { ...one, timestamp } : one));
  commercetools().put('payment', { ...payment, transactions } as never);
};

/** The one that counts as the earlier: events tell times to the second only. */
const finishFirst = async (attempt: Attempt): Promise<void> => {
  await finish(attempt);
  await adyen().whenIdle();
  age(attempt.id, 'Authorization', 1);
};

const capture = async (id: string, centAmount: number): Promise<void> => {
  const actions = [{ action: 'capturePayment', amount: { centAmount, currencyCode: 'EUR' } }];
  const { status } = await stack().call(`/operations/payment-intents/${id}`, {
    body: { actions },
    headers: bearer(),
  });
  expect(status).toBe(200);
  await adyen().whenIdle();
};

/** What a whole review says about a cart: what is open with its payment and reason, what is settled with its kind. */
const review = async ({ cartId }: Shopper): Promise<string[]> => {
  const said: string[] = [];
  let after: string | undefined;
  do {
    type Line = { kind: string; cartId?: string; paymentId?: string; reason?: string };
    const { status, body } = await stack().call<{ settled: Line[]; findings: Line[]; next?: string }>(
      '/operations/reviews',
      { body: { after }, headers: bearer() },
    );
    expect(status).toBe(200);
    const ofCart = (one: Line) => one.cartId === cartId;
    said.push(...body.settled.filter(ofCart).map(({ kind }) => `settled ${kind}`));
    said.push(
      ...body.findings.filter(ofCart).map(({ kind, paymentId, reason }) => `${kind} ${paymentId} ${reason}`),
    );
    after = body.next;
  } while (after !== undefined);
  await adyen().whenIdle();
  return said;
};

const waitFor = async (isThere: () => boolean): Promise<void> => {
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** What was asked of Adyen beside the payment, e.g. `cancel failed`. */
const modifications = (id: string): string[] =>
  adyen()
    .payment(id)
    ?.modifications.map(({ kind, success }) => `${kind} ${success ? 'succeeded' : 'failed'}`) ?? [];

const reversals = (attempts: readonly Attempt[]): string[][] => attempts.map(({ id }) => modifications(id));

describe('a cart that is paid more than once', () => {
  it('holds one payment in the end: all others are reversed, each once', async () => {
    const { shopper, attempts } = await redirects('klarna', 'ideal', 'klarna', 'klarna', 'ideal');
    await Promise.all(attempts.map(finish));
    await adyen().whenIdle();
    const all = reversals(attempts);
    expect(all.filter((done) => done.length === 0)).toHaveLength(1);
    expect(all.map((done) => done.length).toSorted()).toEqual([0, 1, 1, 1, 1]);
    expect(await review(shopper)).toEqual([]);
    expect(reversals(attempts)).toEqual(all);
  });

  it('keeps the payment that was captured in part, however late it was authorised', async () => {
    const { attempts } = await redirects('klarna', 'klarna');
    const [first, second] = attempts as [Attempt, Attempt];
    await finish(second);
    await adyen().whenIdle();
    await capture(second.id, 250);
    await finish(first);
    await adyen().whenIdle();
    expect(reversals([first, second])).toEqual([['cancel succeeded'], ['capture succeeded']]);
  });

  it('keeps the payment whose partial capture is notified before its authorisation', async () => {
    const { attempts } = await redirects('klarna', 'klarna', 'klarna');
    const [first, second, early] = attempts as [Attempt, Attempt, Attempt];
    await finishFirst(first);
    const originalReference = adyen().payment(early.id)?.pspReference ?? '';
    const pspReference = newPspReference();
    const amount = { currency: 'EUR', value: 250 };
    await deliver(stack(), [
      eventOf(stack(), early.id, 'CAPTURE', { originalReference, pspReference, amount }),
    ]);
    await finish(second);
    await adyen().whenIdle();
    expect(reversals(attempts)).toEqual([[], [], []]);
    await finish(early);
    await adyen().whenIdle();
    expect(reversals(attempts)).toEqual([['cancel succeeded'], ['cancel succeeded'], []]);
  });

  it('keeps the payment of which the shop captures a part while it is chosen to be reversed', async () => {
    const { attempts } = await redirects('klarna', 'klarna');
    const [first, second] = attempts as [Attempt, Attempt];
    await finishFirst(first);
    const path = `/payments/${second.id}$`;
    // The first write says that it is authorised, the second one that it is to be cancelled.
    const slow = commercetools().fault({ method: 'POST', path, skip: 1, delayMs: 1500 });
    await finish(second);
    await waitFor(() => slow.hits > 0);
    await capture(second.id, 250);
    await adyen().whenIdle();
    expect(reversals([first, second])).toEqual([['cancel succeeded'], ['capture succeeded']]);
  });

  it('keeps the payment that the order references', async () => {
    const { shopper, attempts } = await redirects('klarna', 'klarna');
    const [first, second] = attempts as [Attempt, Attempt];
    await finishFirst(first);
    const { id, version } = commercetools().cart(shopper.cartId);
    const draft = { cart: { typeId: 'cart', id }, version };
    const order = await commercetools().request<{ id: string; version: number }>('POST', '/orders', draft);
    await commercetools().request('POST', `/orders/${order.id}`, {
      version: order.version,
      actions: [{ action: 'removePayment', payment: { typeId: 'payment', id: first.id } }],
    });
    await finish(second);
    await adyen().whenIdle();
    expect(reversals([first, second])).toEqual([['cancel succeeded'], []]);
  });

  it('asks Adyen once where its answer is lost', async () => {
    const { shopper, attempts } = await redirects('klarna', 'klarna');
    const [first, second] = attempts as [Attempt, Attempt];
    await finishFirst(first);
    adyen().fault({ path: '/cancels$', drop: true, processed: true, times: 30 });
    await finish(second);
    await adyen().whenIdle(60_000);
    expect(reversals([first, second])).toEqual([[], ['cancel succeeded']]);
    expect(await linesOf(stack(), second.id)).toEqual([
      'Authorization Success 1000',
      'CancelAuthorization Success 1000',
    ]);
    expect(await review(shopper)).toEqual([]);
  }, 90_000);
});

describe('a reversal that Adyen refuses', () => {
  it('becomes a refund as soon as the capture is known; until then a review reports it with its reason', async () => {
    const { shopper, attempts } = await redirects('klarna', 'klarna');
    const [first, second] = attempts as [Attempt, Attempt];
    await finishFirst(first);
    adyen().outcome({ operation: 'cancel', success: false, reason: 'Transaction already captured' });
    await finish(second);
    await adyen().whenIdle();
    const open = `CartPaidTwice ${second.id} Transaction already captured`;
    expect([await review(shopper), await review(shopper)]).toEqual([[open], [open]]);
    expect(modifications(second.id)).toEqual(['cancel failed']);

    adyen().sendEvent({ reference: second.id, eventCode: 'CAPTURE' });
    expect(await settledLines(stack(), second.id)).toEqual([
      'Authorization Success 1000',
      'CancelAuthorization Failure 1000',
      'Charge Success 1000',
      'Refund Success 1000',
    ]);
    expect(await review(shopper)).toEqual([]);
    expect(modifications(first.id)).toEqual([]);
  });

  it('becomes a refund at once where the capture was known before the refusal', async () => {
    const { attempts } = await redirects('klarna', 'klarna');
    const [first, second] = attempts as [Attempt, Attempt];
    await finishFirst(first);
    adyen().holdWebhooks(['CANCELLATION']);
    adyen().outcome({ operation: 'cancel', success: false, reason: 'Transaction already captured' });
    await finish(second);
    await adyen().whenIdle();
    adyen().sendEvent({ reference: second.id, eventCode: 'CAPTURE' });
    await adyen().whenIdle();
    adyen().releaseWebhooks();
    expect((await settledLines(stack(), second.id)).at(-1)).toBe('Refund Success 1000');
    expect(modifications(first.id)).toEqual([]);
  });

  it('is tried again by a review, after a pause that doubles', async () => {
    const { shopper, attempts } = await redirects('ideal', 'ideal');
    const [first, second] = attempts as [Attempt, Attempt];
    await finishFirst(first);
    adyen().outcome({ operation: 'refund', success: false, reason: 'Insufficient balance', times: 2 });
    await finish(second);
    await adyen().whenIdle();
    const open = `CartPaidTwice ${second.id} Insufficient balance`;
    expect(await review(shopper)).toEqual([open]);
    expect(modifications(second.id).slice(1)).toEqual([]);

    age(second.id, 'Refund', 1.5);
    expect(await review(shopper)).toEqual([]);
    expect(modifications(second.id)).toEqual(['refund failed', 'refund failed']);
    age(second.id, 'Refund', 1.5);
    expect(await review(shopper)).toEqual([open]);
    age(second.id, 'Refund', 2.5);
    expect(await review(shopper)).toEqual([]);
    expect(await settledLines(stack(), second.id)).toContain('Refund Success 1000');
    expect(await review(shopper)).toEqual([]);
    expect(modifications(first.id)).toEqual([]);
  });

  it('of what was captured in part stays a finding: the rest can neither be refunded nor cancelled', async () => {
    const { shopper, attempts } = await redirects('klarna', 'klarna');
    const [first, second] = attempts as [Attempt, Attempt];
    await finishFirst(first);
    await capture(first.id, 100);
    adyen().outcome({ operation: 'cancel', success: false, reason: 'Operation not available' });
    await finish(second);
    await adyen().whenIdle();
    await capture(second.id, 250);
    expect(modifications(second.id)).toEqual(['cancel failed', 'capture succeeded', 'refund succeeded']);
    const open = `CartPaidTwice ${second.id} PartlyCaptured`;
    expect([await review(shopper), await review(shopper)]).toEqual([[open], [open]]);
    expect(modifications(second.id)).toHaveLength(3);
    expect(modifications(first.id)).toEqual(['capture succeeded']);
  });
});
