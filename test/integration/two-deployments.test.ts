import { describe, expect, it } from 'vitest';
import { payAtTheBank } from './bank.ts';
import { SECOND_ACCOUNT, useTwoDeployments, type Deployment } from './deployments.ts';
import {
  card,
  linesOf,
  method,
  newShopper,
  useUpFault,
  type PaymentAnswer,
  type Shopper,
} from './support.ts';
import { deliver, envelope, eventOf, newPspReference, signedItem } from './webhook.ts';

// Two deployments with an account each review one project; only the second reverses what was paid twice.
const { stack, call } = useTwoDeployments({
  both: { ADYEN_DUPLICATE_PAYMENTS: 'flag', ADYEN_TIMEOUT_MS: '1500' },
  second: { ADYEN_DUPLICATE_PAYMENTS: 'reverse' },
});

const HOUR_MS = 3_600_000;
const total = { cart: { total: 1000 } };

const bearer = () => ({
  Authorization: `Bearer ${stack().commercetools.control.issueToken({ scopes: ['manage_project'] })}`,
});

interface Review {
  readonly settled: { kind: string; paymentId?: string; reason?: string }[];
  readonly findings: { kind: string; paymentId?: string; reason?: string }[];
  readonly next?: string;
}

/** A whole review: of a Payment what it settled and what it found, or of what was set aside. */
const review = async (at: Deployment, id?: string): Promise<string[]> => {
  const all: string[] = [];
  for (let after: string | undefined, isOver = false; !isOver;) {
    const { body } = await call<Review>(at, '/operations/reviews', { headers: bearer(), body: { after } });
    for (const part of ['settled', 'findings'] as const) {
      for (const { kind, paymentId, reason } of body[part]) {
        if (paymentId === id) all.push([part, kind, ...(reason === undefined ? [] : [reason])].join(' '));
      }
    }
    after = body.next;
    isOver = after === undefined;
  }
  return all;
};

/** Lets a Payment have begun, and been left alone, so many hours ago. */
const age = (id: string, hours: number): void => {
  const { control } = stack().commercetools;
  const at = new Date(Date.now() - hours * HOUR_MS).toISOString();
  const payment = control.payment(id);
  const transactions = payment.transactions.map((transaction) => ({ ...transaction, timestamp: at }));
  control.put('payment', { ...payment, createdAt: at, lastModifiedAt: at, transactions } as never);
};

const intent = (at: Deployment, id: string, action: object, key?: string) =>
  call<{ outcome?: string }>(at, `/operations/payment-intents/${id}`, {
    headers: { ...bearer(), ...(key !== undefined && { 'Idempotency-Key': key }) },
    body: { actions: [action] },
  });

const capture = { action: 'capturePayment', amount: { centAmount: 1000, currencyCode: 'EUR' } };

const authorised = async (at: Deployment, shopper?: Shopper): Promise<string> => {
  const { sessionId } = shopper ?? (await newShopper(stack(), total));
  const { body } = await call<PaymentAnswer>(at, '/payments', { sessionId, body: card() });
  await stack().adyen.control.whenIdle();
  return body.paymentReference;
};

const modificationsOf = (id: string) =>
  (stack().adyen.control.payment(id)?.modifications ?? []).map(({ kind }) => kind);

const accountOf = async (id: string) => (await stack().payment(id)).paymentMethodInfo.interfaceAccount;

it('each writes its merchant account on its Payments', async () => {
  expect(await accountOf(await authorised('first'))).toBe('SandboxMerchant');
  expect(await accountOf(await authorised('second'))).toBe(SECOND_ACCOUNT);
});

describe('a review at one of them', () => {
  it('leaves the other’s capture alone whose answer was lost', async () => {
    const id = await authorised('first');
    stack().adyen.control.holdWebhooks(['CAPTURE']);
    stack().adyen.control.fault({ path: '/captures$', drop: true, processed: true, times: 30 });
    expect((await intent('first', id, capture, 'capture-1')).status).toBe(504);
    await useUpFault(stack(), '/captures');
    age(id, 2);
    const sent = stack().adyen.control.journal('/captures$').length;
    expect(await review('second', id)).toEqual([]);
    expect(stack().adyen.control.journal('/captures$')).toHaveLength(sent);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Initial 1000']);

    expect((await intent('first', id, capture, 'capture-1')).body.outcome).toBe('received');
    stack().adyen.control.releaseWebhooks();
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
    expect(modificationsOf(id)).toEqual(['capture']);
  });

  it('leaves the other’s unfinished attempt open', async () => {
    const { pay } = await newShopper(stack(), total);
    const { body } = await pay(method('ideal'));
    const id = body.paymentReference;
    age(id, 200);
    expect(await review('second', id)).toEqual([]);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Initial 1000']);
    expect(await review('first', id)).toEqual(['settled UnfinishedAttempt']);
  });

  it('leaves what was set aside for the other', async () => {
    const { control } = stack().commercetools;
    const id = await authorised('first');
    const payment = control.payment(id);
    await control.request('DELETE', `/payments/${id}?version=${payment.version}`);
    const event = eventOf(stack(), id, 'CHARGEBACK', {
      pspReference: newPspReference(),
      originalReference: payment.interfaceId ?? '',
      additionalData: { 'metadata.paymentReference': id },
    });
    for (let tries = 0; tries < 4; tries += 1) await deliver(stack(), [event]);
    control.put('payment', payment);
    expect(await review('second')).toEqual([]);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000']);
    expect(await review('first')).toEqual(['settled UnmatchedNotification']);
    expect(await linesOf(stack(), id)).toContain('Chargeback Success 1000');
  });
});

describe('a cart that was paid twice', () => {
  const paidAt = async (shopper: Shopper, ...deployments: Deployment[]): Promise<string[]> => {
    const started: [Deployment, PaymentAnswer][] = [];
    for (const [index, at] of deployments.entries()) {
      const body = { ...method('ideal'), shopperEmail: `${index}@example.com` };
      const { sessionId } = shopper;
      started.push([at, (await call<PaymentAnswer>(at, '/payments', { sessionId, body })).body]);
    }
    for (const [at, { action, paymentReference }] of started) {
      const redirectResult = await payAtTheBank(action?.url ?? '');
      const body = { details: { redirectResult }, paymentReference };
      await call(at, '/payments/details', { sessionId: shopper.sessionId, body });
      await stack().adyen.control.whenIdle();
      // Dates of notifications are cut to the second.
      await new Promise((resolve) => setTimeout(resolve, 1100));
    }
    return started.map(([, { paymentReference }]) => paymentReference);
  };

  it('at the other is the other’s business', async () => {
    const ids = await paidAt(await newShopper(stack(), total), 'first', 'first');
    for (const id of ids) {
      expect(await review('second', id)).toEqual([]);
      expect(modificationsOf(id)).toEqual([]);
    }
    expect(await review('first', ids[1])).toEqual(['findings CartPaidTwice']);
  });

  it('at both is reversed by the one whose payment came last', async () => {
    const [first = '', second = ''] = await paidAt(await newShopper(stack(), total), 'first', 'second');
    expect(await review('first', first)).toEqual([]);
    await review('second', second);
    expect([modificationsOf(first), modificationsOf(second)]).toEqual([[], ['refund']]);
  });

  it('at both keeps the earlier payment, also where the other’s is too much and stays', async () => {
    const [second = '', first = ''] = await paidAt(await newShopper(stack(), total), 'second', 'first');
    expect(await review('second', second)).toEqual([]);
    expect(await review('second', first)).toEqual(['findings CartPaidTwice OtherMerchantAccount']);
    expect([modificationsOf(first), modificationsOf(second)]).toEqual([[], []]);
  });
});

describe('a Payment of an account that a deployment does not know', () => {
  it('is modified in its own account, as far as the API key may', async () => {
    const id = await authorised('first');
    expect((await intent('second', id, capture)).body.outcome).toBe('received');
    const { body } = stack().adyen.control.journal('/captures$').at(-1) ?? {};
    expect(body).toMatchObject({ merchantAccount: 'SandboxMerchant' });
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
  });

  it('is not changed by what is signed for another account', async () => {
    const id = await authorised('first');
    const event = eventOf(stack(), id, 'CANCELLATION', { merchantAccountCode: SECOND_ACCOUNT });
    const body = envelope([signedItem(event, stack().adyen.hmacKey)]);
    expect((await call('second', '/notifications', { body })).status).toBe(200);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000']);
  });
});
