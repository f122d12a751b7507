import type { Payment } from '@commercetools/platform-sdk';
import { beforeAll, describe, expect, it } from 'vitest';
import { earlierPayments, restore, type EarlierPayment } from '../earlier-version/earlier-payments.ts';
import { keepEarlierType } from '../earlier-version/earlier-type.ts';
import { lines, linesOf, useStack } from './support.ts';
import { deliver } from './webhook.ts';

// What an earlier version wrote stays readable and right.
const stack = useStack({ environment: { ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true' } });
let token = '';
beforeAll(async () => {
  token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
  keepEarlierType(stack());
  for (const earlier of earlierPayments) await restore(stack(), earlier);
});

const title = ({ name, customTypes }: EarlierPayment): string =>
  `${name}${customTypes ? '' : ', without custom types'}`;

const refund = (id: string, centAmount: number) =>
  stack().call<{ outcome?: string }>(`/operations/payment-intents/${id}`, {
    headers: { Authorization: `Bearer ${token}` },
    body: { actions: [{ action: 'refundPayment', amount: { centAmount, currencyCode: 'EUR' } }] },
  });

/** What is captured and not refunded, by the states of the transactions. */
const refundable = ({ transactions }: Payment): number => {
  const sum = (wanted: string) =>
    transactions
      .filter(({ type, state }) => type === wanted && state !== 'Failure')
      .reduce((total, { amount }) => total + amount.centAmount, 0);
  return sum('Charge') - sum('Refund');
};

describe('a Payment that an earlier version wrote', () => {
  it.each(earlierPayments.map((earlier) => [title(earlier), earlier] as const))(
    '%s: its events change nothing when they are delivered again',
    async (_title, { payment, events }) => {
      for (const event of events) expect((await deliver(stack(), [event])).status).toBe(200);
      expect(await linesOf(stack(), payment.id)).toEqual(lines(payment));
    },
  );

  it.each(earlierPayments.map((earlier) => [title(earlier), earlier] as const))(
    '%s: no more is refunded than is there',
    async (_title, { payment }) => {
      expect((await refund(payment.id, Math.max(0, refundable(payment)) + 1)).status).toBe(400);
      expect(await linesOf(stack(), payment.id)).toEqual(lines(payment));
    },
  );

  it.each(
    earlierPayments
      .filter(({ requests }) => requests.some(({ status, key }) => status === 200 && key !== undefined))
      .map((earlier) => [title(earlier), earlier] as const),
  )('%s: its requests are answered as before when they come again', async (_title, earlier) => {
    const { payment, requests } = earlier;
    for (const { action, centAmount, key, merchantReference, status, outcome } of requests) {
      if (status !== 200 || key === undefined) continue;
      const answer = await stack().call<{ outcome?: string }>(`/operations/payment-intents/${payment.id}`, {
        headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': key },
        body: {
          actions: [
            {
              action,
              ...(centAmount !== undefined && { amount: { centAmount, currencyCode: 'EUR' } }),
              ...(merchantReference !== undefined && { merchantReference }),
            },
          ],
        },
      });
      // An operation that has failed since is rejected.
      expect([outcome, 'rejected']).toContain(answer.body.outcome);
    }
    expect(await linesOf(stack(), payment.id)).toEqual(lines(payment));
  });
});
