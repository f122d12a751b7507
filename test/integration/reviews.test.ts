import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Stack } from '../sandbox/harness.ts';
import { freePort, repository } from '../sandbox/service.ts';
import { payAtTheBank } from './bank.ts';
import { card, lines, method, newShopper, useStack, type ErrorAnswer } from './support.ts';
import { deliver, eventOf } from './webhook.ts';

const stack = useStack({ environment: { ADYEN_DUPLICATE_PAYMENTS: 'flag', ADYEN_TIMEOUT_MS: '1500' } });

interface Finding {
  readonly kind: string;
  readonly paymentId?: string;
  readonly cartId?: string;
}

interface Review {
  readonly part: string;
  readonly reviewed: number;
  readonly settled: Finding[];
  readonly findings: Finding[];
  readonly next?: string;
}

const HOUR_MS = 3_600_000;

/** Lets a Payment have begun, and been left alone, so many hours ago. */
const age = ({ commercetools }: Stack, id: string, hours: number): void => {
  const at = new Date(Date.now() - hours * HOUR_MS).toISOString();
  const payment = commercetools.control.payment(id);
  commercetools.control.put('payment', {
    ...payment,
    createdAt: at,
    lastModifiedAt: at,
    transactions: payment.transactions.map((transaction) => ({ ...transaction, timestamp: at })),
  } as never);
};

const token = (scope = 'manage_checkout_payment_intents'): string =>
  stack().commercetools.control.issueToken({ scopes: [scope] });

const page = async (body: object, scope?: string) =>
  stack().call<Review & ErrorAnswer>('/operations/reviews', {
    body,
    headers: { Authorization: `Bearer ${token(scope)}` },
  });

/** A whole review, as the job makes it. */
const review = async (options: object = {}): Promise<{ settled: Finding[]; findings: Finding[] }> => {
  const all: Review[] = [];
  for (let after: string | undefined; all.length < 50;) {
    const { status, body } = await page({ ...options, after });
    expect(status).toBe(200);
    all.push(body);
    after = body.next;
    if (after === undefined) break;
  }
  return {
    settled: all.flatMap(({ settled }) => settled),
    findings: all.flatMap(({ findings }) => findings),
  };
};

const of = (findings: readonly Finding[], id: string) =>
  findings.filter(({ paymentId, cartId }) => paymentId === id || cartId === id).map(({ kind }) => kind);

const logged = (): string => stack().logs();

describe('an attempt that nobody finished', () => {
  it('is reported, with a line that an alert can fire on', async () => {
    const { body } = await (await newShopper(stack())).pay(method('ideal'));
    age(stack(), body.paymentReference, 3);
    const { findings } = await review();
    expect(of(findings, body.paymentReference)).toEqual(['UnfinishedAttempt']);
    expect(logged()).toMatch(new RegExp(`"code":"UnfinishedAttempt"[^\n]*${body.paymentReference}`));
  });

  it('is closed after a week, and counts all the same when it is paid later', async () => {
    const { body } = await (await newShopper(stack())).pay(method('ideal'));
    const id = body.paymentReference;
    age(stack(), id, 200);
    expect(of((await review()).settled, id)).toEqual(['UnfinishedAttempt']);
    expect(lines(await stack().payment(id))).toEqual(['Authorization Failure 1780']);
    await deliver(stack(), [eventOf(stack(), id, 'AUTHORISATION')]);
    expect(lines(await stack().payment(id))[0]).toBe('Authorization Success 1780');
  });

  it('is left alone while it is young', async () => {
    const { body } = await (await newShopper(stack())).pay(method('ideal'));
    const { findings, settled } = await review();
    expect(of([...findings, ...settled], body.paymentReference)).toEqual([]);
  });
});

describe('a capture whose answer was lost', () => {
  it('is sent again under its own key, and made once', async () => {
    const { body } = await (await newShopper(stack())).pay(card());
    const id = body.paymentReference;
    stack().adyen.control.holdWebhooks(['CAPTURE']);
    stack().adyen.control.fault({ path: '/captures$', drop: true, processed: true, times: 30 });
    const answer = await stack().call(`/operations/payment-intents/${id}`, {
      body: { actions: [{ action: 'capturePayment', amount: { centAmount: 700, currencyCode: 'EUR' } }] },
      headers: { Authorization: `Bearer ${token()}` },
    });
    expect(answer.status).toBe(504);
    while ((await fetch(`${stack().adyen.url}/captures`).catch(() => undefined)) === undefined);
    age(stack(), id, 2);
    expect(of((await review()).settled, id)).toEqual(['UnansweredModification']);
    expect(lines(await stack().payment(id)).slice(1)).toEqual(['Charge Pending 700']);
    expect(
      stack()
        .adyen.control.books()
        .find((book) => book.merchantReference === id)?.captured,
    ).toBe(700);
    stack().adyen.control.releaseWebhooks();
  });
});

describe('a cart that was paid twice', () => {
  it('is reported, with the payment that is one too many', async () => {
    const shopper = await newShopper(stack());
    // Their dates are cut to the second, so that either payment could be the earlier one.
    stack().adyen.control.holdWebhooks(['AUTHORISATION']);
    const [first, second] = [
      await shopper.pay(method('ideal')),
      await shopper.pay({ ...method('ideal'), shopperEmail: 'a@b.example' }),
    ];
    for (const { body } of [first, second]) {
      const redirectResult = await payAtTheBank(body.action?.url ?? '');
      await shopper.sendDetails({ details: { redirectResult }, paymentReference: body.paymentReference });
    }
    const { findings } = await review();
    expect(of(findings, shopper.cartId)).toEqual(['CartPaidTwice']);
    expect(of(findings, second.body.paymentReference)).toEqual(['CartPaidTwice']);
    stack().adyen.control.releaseWebhooks();
  });
});

describe('the route', () => {
  it('goes page by page, each bounded', async () => {
    const { body } = await page({ limit: 1 });
    expect(body).toMatchObject({
      part: 'payments',
      reviewed: 1,
      next: expect.stringMatching(/^payments\/[0-9a-f-]{36}$/) as string,
    });
  });

  it('wants a token with the scope, and options that it knows', async () => {
    expect((await stack().call('/operations/reviews', { body: {} })).status).toBe(401);
    expect((await page({}, 'view_payments')).status).toBe(403);
    expect((await page({}, 'manage_project')).status).toBe(200);
    for (const body of [
      { limit: 0 },
      { limit: 1000 },
      { after: 'orders' },
      { after: 'payments/x' },
      { olderThanMinutes: 0 },
    ]) {
      expect((await page(body)).status).toBe(400);
    }
  });
});

describe('the job', () => {
  it('has the processor review everything when Connect calls it', async () => {
    const port = await freePort();
    const job = spawn(process.execPath, ['dist/main.js'], {
      cwd: `${repository}/job`,
      env: {
        PORT: String(port),
        CTP_PROJECT_KEY: stack().commercetools.projectKey,
        CTP_CLIENT_ID: stack().commercetools.clientId,
        CTP_CLIENT_SECRET: stack().commercetools.clientSecret,
        CTP_AUTH_URL: stack().commercetools.url,
        PROCESSOR_URL: stack().processorUrl,
      },
    });
    await once(job.stdout, 'data');
    const response = await fetch(`http://localhost:${port}/`, { method: 'POST' });
    expect([response.status, await response.json()]).toEqual([
      200,
      { reviewed: expect.any(Number) as number, settled: 0, findings: expect.any(Number) as number },
    ]);
    job.kill('SIGTERM');
    expect(await once(job, 'exit')).toEqual([0, null]);
  });
});
