import { afterAll, beforeAll, expect, it } from 'vitest';
import { card, method, newShopper, useStack } from './support.ts';
import { payAtTheBank } from './bank.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

const stack = useStack();

/** Every call upstream takes at least this long, so that calls side by side can be told from calls in a row. */
const SLOWNESS_MS = 60;

interface Call {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const nameOf = (upstream: string, call: string, path: string): string =>
  `${upstream} ${call} ${path.replace(/[0-9a-f-]{36}|[A-Z0-9]{16}/g, ':id').replace(/^\/(v72|sandbox)/, '')}`;

/** What the processor asks of both while `work` runs, in the order of its beginning. */
async function callsDuring(work: () => Promise<unknown>): Promise<Call[]> {
  const { commercetools, adyen } = stack();
  const slow = commercetools.control.fault({ delayMs: SLOWNESS_MS, times: 'always' });
  commercetools.control.clearRequests();
  const before = adyen.control.journal().length;
  await work();
  slow.remove();
  const asked = commercetools.control.requests().map((entry) => ({
    name: nameOf('ct', entry.method, entry.path),
    from: Date.parse(entry.at),
    to: Date.parse(entry.at) + entry.milliseconds,
  }));
  const sent = adyen.control
    .journal()
    .slice(before)
    .map((entry) => ({
      name: nameOf('Adyen', entry.method, entry.path),
      from: Date.parse(entry.at),
      to: Date.parse(entry.at) + (entry.ms ?? 0),
    }));
  return [...asked, ...sent].sort((a, b) => a.from - b.from);
}

/** The longest chain of calls of which each began when the one before had ended, to the millisecond's accuracy. */
const inARow = (calls: readonly Call[]): number => {
  const chains: number[] = [];
  for (const { from } of calls) {
    const before = chains.filter((_, earlier) => (calls[earlier]?.to ?? 0) <= from + 3);
    chains.push(1 + Math.max(0, ...before));
  }
  return Math.max(0, ...chains);
};

interface Limit {
  readonly calls: number;
  readonly inARow: number;
}

interface Line extends Limit {
  readonly operation: string;
  readonly limit: string;
}

const table: Line[] = [];

async function count(operation: string, limit: Limit, work: () => Promise<unknown>): Promise<void> {
  const calls = await callsDuring(work);
  const row = inARow(calls);
  table.push({
    operation,
    calls: calls.length,
    inARow: row,
    limit: limit.calls === limit.inARow ? String(limit.inARow) : `${limit.calls}, ${limit.inARow} in a row`,
  });
  const seen = calls.map(({ name }) => name).join('\n');
  expect(calls.length, seen).toBeLessThanOrEqual(limit.calls);
  expect(row, seen).toBeLessThanOrEqual(limit.inARow);
}

const authorised = async () => {
  const shopper = await newShopper(stack());
  const { body } = await shopper.pay(card());
  return { ...shopper, id: body.paymentReference };
};

const redirected = async () => {
  const shopper = await newShopper(stack());
  const { body } = await shopper.pay(method('ideal'));
  return { ...shopper, id: body.paymentReference, bank: body.action?.url ?? '' };
};

/** A new token each time: an introspection that is remembered would flatter the figures. */
const intent = async (id: string, action: object) => {
  const token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
  const answer = await stack().call(`/operations/payment-intents/${id}`, {
    body: { actions: [action] },
    headers: { Authorization: `Bearer ${token}` },
  });
  expect([answer.status, answer.body]).toEqual([200, { outcome: 'received' }]);
};

const amountOf = (id: string) => {
  const { amountPlanned } = stack().commercetools.control.payment(id);
  return { centAmount: amountPlanned.centAmount, currencyCode: amountPlanned.currencyCode };
};

beforeAll(async () => {
  // The connector's own token is fetched before anything is counted, and Adyen's webhooks stay where they are.
  stack().adyen.control.holdWebhooks();
  await authorised();
});

afterAll(() => {
  const lines = table.map((line) => `| ${line.operation} | ${line.calls} | ${line.inARow} | ${line.limit} |`);
  const head = ['| Operation | Calls upstream | In a row | At most |', '|---|---|---|---|'];
  process.stdout.write(`\n${[...head, ...lines].join('\n')}\n`);
});

it('an attempt takes 6 calls: session, cart with payments, create, link, Adyen, update', async () => {
  const shopper = await newShopper(stack());
  await count('Start an attempt', { calls: 6, inARow: 6 }, () => shopper.pay(card()));
  const redirect = await newShopper(stack());
  await count('Start a redirect', { calls: 6, inARow: 6 }, () => redirect.pay(method('ideal')));
});

it('a repeated attempt whose answer is known takes 2', async () => {
  const { pay } = await authorised();
  await count('Repeat an attempt', { calls: 2, inARow: 2 }, () => pay(card()));
});

it('a continuation takes 4', async () => {
  const { id, bank, sendDetails } = await redirected();
  const redirectResult = await payAtTheBank(bank);
  await count('Continue an attempt', { calls: 4, inARow: 4 }, () =>
    sendDetails({ details: { redirectResult }, paymentReference: id }),
  );
  const returning = await redirected();
  const result = await payAtTheBank(returning.bank);
  const query = new URLSearchParams({
    ctsid: returning.sessionId,
    paymentReference: returning.id,
    redirectResult: result,
  });
  await count('Return from a redirect', { calls: 4, inARow: 4 }, () =>
    stack().call(`/payments/details?${query.toString()}`),
  );
});

it.each([
  ['Capture', 'capturePayment', false],
  ['Refund', 'refundPayment', true],
])('%s takes 5, of which 4 in a row', async (operation, action, isCaptured) => {
  const { id } = await authorised();
  if (isCaptured) await intent(id, { action: 'capturePayment', amount: amountOf(id) });
  await count(operation, { calls: 5, inARow: 4 }, () => intent(id, { action, amount: amountOf(id) }));
});

it.each([
  ['Cancel', 'cancelPayment'],
  ['Reverse', 'reversePayment'],
])('%s takes 5, of which 4 in a row', async (operation, action) => {
  const { id } = await authorised();
  await count(operation, { calls: 5, inARow: 4 }, () => intent(id, { action }));
});

it('a webhook takes 2, or 1 when it changes nothing, with and without our metadata', async () => {
  const { id, cartId } = await redirected();
  const metadata = {
    'metadata.cartId': cartId,
    'metadata.paymentReference': id,
    'metadata.ctProjectKey': stack().commercetools.projectKey,
  };
  const authorisation = eventOf(stack(), id, 'AUTHORISATION', { additionalData: metadata });
  await count('Webhook AUTHORISATION', { calls: 2, inARow: 2 }, () => deliver(stack(), [authorisation]));
  await count('Webhook AUTHORISATION, known', { calls: 1, inARow: 1 }, () =>
    deliver(stack(), [authorisation]),
  );

  const card = await authorised();
  const bare = eventOf(stack(), card.id, 'AUTHORISATION');
  await count('Webhook AUTHORISATION, known, no metadata', { calls: 1, inARow: 1 }, () =>
    deliver(stack(), [bare]),
  );
  const other = await redirected();
  const news = eventOf(stack(), other.id, 'AUTHORISATION');
  await count('Webhook AUTHORISATION, no metadata', { calls: 2, inARow: 2 }, () => deliver(stack(), [news]));
  const capture = eventOf(stack(), card.id, 'CAPTURE', {
    originalReference: bare.pspReference,
    pspReference: newPspReference(),
  });
  await count('Webhook CAPTURE', { calls: 2, inARow: 2 }, () => deliver(stack(), [capture]));
  await count('Webhook CAPTURE, known', { calls: 1, inARow: 1 }, () => deliver(stack(), [capture]));
  await count('Webhook of several items', { calls: 2, inARow: 2 }, () =>
    deliver(stack(), [
      bare,
      { ...capture, eventCode: 'CAPTURE_FAILED' },
      { ...capture, eventCode: 'REFUND', pspReference: newPspReference() },
    ]),
  );
});
