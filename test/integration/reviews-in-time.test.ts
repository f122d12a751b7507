import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { card, newShopper, useStack } from './support.ts';

const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '1500' } });

type Line = { kind: string; paymentId?: string; transactionId?: string; reason?: string };
interface Page {
  readonly part: string;
  readonly reviewed: number;
  readonly findings: readonly Line[];
  readonly next?: string;
}

const call = <Body>(path: string, body: object) => {
  const scopes = ['manage_checkout_payment_intents'];
  const headers = {
    Authorization: `Bearer ${stack().commercetools.control.issueToken({ scopes })}`,
    'Idempotency-Key': randomUUID(),
  };
  return stack().call<Body>(path, { body, headers });
};

/** A payment with so many captures whose response was lost two hours ago. */
const withLostCaptures = async (count: number): Promise<string> => {
  const { control } = stack().commercetools;
  const { body } = await (await newShopper(stack(), { cart: { total: 1000 } })).pay(card());
  const id = body.paymentReference;
  const amount = { centAmount: 100, currencyCode: 'EUR' };
  const actions = [{ action: 'capturePayment', amount }];
  const captures = Array.from({ length: count }, () =>
    call(`/operations/payment-intents/${id}`, { actions }),
  );
  for (const { status } of await Promise.all(captures)) expect(status).toBe(504);
  const at = new Date(Date.now() - 2 * 3_600_000).toISOString();
  const payment = control.payment(id);
  const transactions = payment.transactions.map((transaction) => ({ ...transaction, timestamp: at }));
  control.put('payment', { ...payment, lastModifiedAt: at, transactions } as never);
  return id;
};

it('a review looks at everything in short pages, although every capture that it repeats hangs', async () => {
  stack().adyen.control.fault({ path: '/captures$', delayMs: 60_000, times: 10_000 });
  const ids = await Promise.all(Array.from({ length: 11 }, () => withLostCaptures(1)));
  const crowded = await withLostCaptures(4);

  const pages: Page[] = [];
  let after: string | undefined;
  do {
    const startedAt = Date.now();
    const { status, body } = await call<Page>('/operations/reviews', { after, withinSeconds: 1 });
    expect(status).toBe(200);
    expect(Date.now() - startedAt).toBeLessThan(6_000);
    pages.push(body);
    after = body.next;
  } while (after !== undefined && pages.length < 50);

  expect(new Set(pages.map(({ part }) => part))).toEqual(
    new Set(['payments', 'carts', 'notifications', 'unlinked', 'recurring', 'flagged']),
  );
  const findings = pages.flatMap((page) => page.findings);
  expect(findings.map(({ paymentId }) => paymentId).toSorted()).toEqual(
    [...ids, ...Array.from({ length: 4 }, () => crowded)].toSorted(),
  );
  expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['UnansweredModification']));
  const untried = findings.filter(({ reason }) => reason === 'NotTried');
  expect(untried.length).toBeGreaterThan(0);
  expect(untried.every(({ paymentId }) => paymentId === crowded)).toBe(true);
}, 90_000);
