import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import { viewOf } from './payment-view.ts';

type Brief = [type: Transaction['type'], state: Transaction['state'], centAmount: number];

const view = (...transactions: Brief[]) =>
  viewOf({
    id: 'p',
    createdAt: '2026-01-01T00:00:00.000Z',
    amountPlanned: { type: 'centPrecision', centAmount: 1000, currencyCode: 'EUR', fractionDigits: 2 },
    paymentMethodInfo: { method: 'scheme' },
    transactions: transactions.map(([type, state, centAmount], index) => ({
      id: String(index),
      type,
      state,
      amount: { type: 'centPrecision', centAmount, currencyCode: 'EUR', fractionDigits: 2 },
    })),
  } as unknown as Payment);

describe('what the merchant is offered', () => {
  it.each<
    [
      string,
      Brief[],
      string,
      { capturable: number; refundable: number; canCancel: boolean; canReverse: boolean },
    ]
  >([
    [
      'a fresh authorisation',
      [['Authorization', 'Success', 1000]],
      'Authorised',
      { capturable: 1000, refundable: 0, canCancel: true, canReverse: true },
    ],
    [
      'a refusal',
      [['Authorization', 'Failure', 1000]],
      'Not authorised',
      { capturable: 0, refundable: 0, canCancel: false, canReverse: false },
    ],
    [
      'half captured, the other half on its way',
      [
        ['Authorization', 'Success', 1000],
        ['Charge', 'Success', 500],
        ['Charge', 'Pending', 500],
      ],
      'Partly captured',
      { capturable: 0, refundable: 500, canCancel: false, canReverse: true },
    ],
    [
      'a failed capture counts as nothing',
      [
        ['Authorization', 'Success', 1000],
        ['Charge', 'Failure', 1000],
      ],
      'Authorised',
      { capturable: 1000, refundable: 0, canCancel: true, canReverse: true },
    ],
    [
      'captured, a refund on its way',
      [
        ['Authorization', 'Success', 1000],
        ['Charge', 'Success', 1000],
        ['Refund', 'Pending', 400],
      ],
      'Captured',
      { capturable: 0, refundable: 600, canCancel: false, canReverse: true },
    ],
    [
      'cancelled',
      [
        ['Authorization', 'Success', 1000],
        ['CancelAuthorization', 'Success', 1000],
      ],
      'Cancelled',
      { capturable: 0, refundable: 0, canCancel: false, canReverse: false },
    ],
  ])('%s', (_name, transactions, label, offered) => {
    const { status, sums } = view(...transactions);
    expect(status.label).toBe(label);
    expect(sums).toMatchObject(offered);
  });

  it('tells every transaction in words, in the order in which they were added', () => {
    const { timeline } = view(
      ['Authorization', 'Success', 1000],
      ['Charge', 'Pending', 300],
      ['Chargeback', 'Success', 300],
    );
    expect(timeline.map(({ label, amount }) => [label, amount])).toEqual([
      ['Authorised', 1000],
      ['Capture requested', 300],
      ['Charged back', 300],
    ]);
  });
});
