import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { authorisedCard, linesOf, settledLines, useStack, type ErrorAnswer } from './support.ts';

// Intents as an earlier version wrote them in a project without the custom type of transactions: the key stands as a mark in
// the interfaceId until Adyen has answered, and in a custom object for good.
const stack = useStack({ instances: 2 });
let token = '';
beforeAll(() => {
  token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
});

const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

interface Earlier {
  readonly action: string;
  readonly type: 'Charge' | 'Refund' | 'CancelAuthorization';
  readonly kind: 'capture' | 'refund' | 'cancel';
  readonly centAmount: number;
  /** Of a reversal's key. Its request has no amount. */
  readonly keyPrefix?: string;
}

const earlier: readonly Earlier[] = [
  { action: 'capturePayment', type: 'Charge', kind: 'capture', centAmount: 300 },
  { action: 'refundPayment', type: 'Refund', kind: 'refund', centAmount: 200 },
  { action: 'cancelPayment', type: 'CancelAuthorization', kind: 'cancel', centAmount: 1000 },
  { action: 'reversePayment', type: 'Refund', kind: 'refund', centAmount: 500, keyPrefix: 'reverse:' },
];
const cases = earlier.map((one) => [one.action, one] as const);

const hasAmount = ({ action }: Earlier): boolean => ['capturePayment', 'refundPayment'].includes(action);

const ask = (id: string, { action, centAmount, ...one }: Earlier, key: string, instance = 0) =>
  stack().call<{ outcome?: string } & Partial<ErrorAnswer>>(`/operations/payment-intents/${id}`, {
    instance,
    headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': key },
    body: {
      actions: [
        {
          action,
          ...(hasAmount({ action, centAmount, ...one }) && { amount: { centAmount, currencyCode: 'EUR' } }),
        },
      ],
    },
  });

/** A Payment of 10.00 EUR without custom fields, 5.00 EUR of it captured where that is to be refunded, with the transaction. */
const paymentWith = async (
  { type, centAmount, kind }: Earlier,
  transaction: (id: string) => Partial<Transaction>,
) => {
  const id = await authorisedCard(stack());
  if (kind === 'refund') {
    const capture: Earlier = { action: 'capturePayment', type: 'Charge', kind: 'capture', centAmount: 500 };
    await ask(id, capture, randomUUID());
    await settledLines(stack(), id);
  }
  const payment = await stack().payment(id);
  const transactions = payment.transactions.map(({ custom: _custom, ...plain }) => plain);
  const intent = {
    id: randomUUID(),
    type,
    state: 'Initial' as const,
    amount: { ...payment.amountPlanned, centAmount },
    timestamp: new Date().toISOString(),
    ...transaction(id),
  };
  const written: Payment = { ...payment, transactions: [...transactions, intent] };
  stack().commercetools.control.put('payment', { ...written });
  return { id, transactionId: intent.id };
};

const intentsAt = (id: string, kind: string) =>
  (stack().adyen.control.payment(id)?.modifications ?? []).filter(
    (modification) => modification.kind === kind,
  );

const received = { status: 200, body: { outcome: 'received' } };

describe('an intent of an earlier version that Adyen has not answered', () => {
  it.each(cases)('%s: is continued under its key, once, at whichever instance', async (_action, one) => {
    const key = randomUUID();
    const digest = digestOf(`${one.keyPrefix ?? ''}${key}`);
    const { id, transactionId } = await paymentWith(one, (paymentId) => ({
      interfaceId: `intent-${digest}.${one.type}.${paymentId}`,
    }));
    const count = (await stack().payment(id)).transactions.length;
    for (const instance of [0, 1, 0]) expect(await ask(id, one, key, instance)).toMatchObject(received);
    expect(intentsAt(id, one.kind)).toHaveLength(1);
    if (hasAmount(one)) {
      expect((await ask(id, { ...one, centAmount: one.centAmount + 1 }, key)).status).toBe(409);
    }
    expect((await settledLines(stack(), id)).slice(count - 1)).toEqual([
      `${one.type} Success ${one.centAmount}`,
    ]);
    const intent = (await stack().payment(id)).transactions.find((each) => each.id === transactionId);
    expect(intent?.interfaceId).not.toContain('intent-');
    expect(intent?.custom?.fields['adyenConnectorRequestDigest']).toBe(digest);
    expect(await ask(id, one, key, 1)).toMatchObject(received);
    expect(intentsAt(id, one.kind)).toHaveLength(1);
  });
});

describe('an intent of an earlier version that Adyen has answered', () => {
  it.each(cases)('%s: is found by its custom object, and nothing is sent again', async (_action, one) => {
    const key = randomUUID();
    const { id, transactionId } = await paymentWith(one, () => ({
      state: 'Pending',
      interactionId: 'EARLIER000000001',
    }));
    await stack().commercetools.control.request('POST', '/custom-objects', {
      container: 'adyen-connector-intents',
      key: `${id}-${one.kind}-${digestOf(`${one.keyPrefix ?? ''}${key}`)}`,
      value: { transactionId },
    });
    const before = await linesOf(stack(), id);
    for (const instance of [0, 1]) expect(await ask(id, one, key, instance)).toMatchObject(received);
    if (hasAmount(one)) {
      expect((await ask(id, { ...one, centAmount: one.centAmount - 1 }, key)).status).toBe(409);
    }
    expect(intentsAt(id, one.kind)).toHaveLength(0);
    expect(await linesOf(stack(), id)).toEqual(before);
  });

  it('another key is another request', async () => {
    const [, capture] = cases[0] ?? [];
    if (!capture) throw new Error('There is no case.');
    const { id } = await paymentWith(capture, () => ({
      state: 'Pending',
      interactionId: 'EARLIER000000002',
    }));
    const key = randomUUID();
    for (const instance of [0, 1]) expect(await ask(id, capture, key, instance)).toMatchObject(received);
    expect(await settledLines(stack(), id)).toEqual([
      'Authorization Success 1000',
      'Charge Pending 300',
      'Charge Success 300',
    ]);
  });
});
