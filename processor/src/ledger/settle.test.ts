import { describe, expect, test } from 'vitest';
import { pspReference, transactionId } from '../test-support/identifiers.ts';
import { balanceOf } from './balance.ts';
import type { LedgerEntry } from './entry.ts';
import { settle } from './settle.ts';
import {
  eur,
  AUTH,
  notified,
  modified,
  answered,
  tell,
  tellWithoutMemory,
  lines,
  attempt,
  authorised,
} from './test-history.ts';

describe('one row of the contract each', () => {
  const rows: [name: string, steps: LedgerEntry[][], expected: string[]][] = [
    ['AUTHORISATION', [notified('AUTHORISATION')], [`Authorization Success ${AUTH} 1000`]],
    [
      'AUTHORISATION false',
      [notified('AUTHORISATION', { success: false })],
      [`Authorization Failure ${AUTH} 1000`],
    ],
    [
      'AUTHORISATION false after a success',
      [notified('AUTHORISATION'), notified('AUTHORISATION', { success: false })],
      [`Authorization Success ${AUTH} 1000`],
    ],
    [
      'AUTHORISATION of a method that Adyen captures automatically',
      [notified('AUTHORISATION', { capturedByAdyen: true })],
      [`Authorization Success ${AUTH} 1000`, `Charge Success ${AUTH} 1000`],
    ],
    ['PENDING', [notified('PENDING')], [`Authorization Pending ${AUTH} 1000`]],
    [
      'PENDING after the end',
      [notified('AUTHORISATION'), notified('PENDING')],
      [`Authorization Success ${AUTH} 1000`],
    ],
    ['EXPIRE', [modified('EXPIRE', 'EXPIRE0000000001')], [`Authorization Failure ${AUTH} 1000`]],
    ['EXPIRE under a name of its own', [notified('EXPIRE')], ['Authorization Failure - 1000']],
    [
      'EXPIRE of what was not captured',
      [
        notified('AUTHORISATION'),
        modified('CAPTURE', 'CAP1', { amount: eur(400) }),
        // It names the original amount.
        notified('EXPIRE', { pspReference: pspReference('EXPIRE0000000001') }),
      ],
      [
        `Authorization Success ${AUTH} 1000`,
        'Charge Success CAP1 400',
        `CancelAuthorization Success ${AUTH} 600`,
      ],
    ],
    [
      'EXPIRE of an authorisation that had succeeded',
      [notified('AUTHORISATION'), notified('EXPIRE')],
      [`Authorization Success ${AUTH} 1000`, `CancelAuthorization Success ${AUTH} 1000`],
    ],
    ['OFFER_CLOSED', [modified('OFFER_CLOSED', 'CLOSED0000000001')], [`Authorization Failure ${AUTH} 1000`]],
    [
      'OFFER_CLOSED after a success',
      [notified('AUTHORISATION'), notified('OFFER_CLOSED')],
      [`Authorization Success ${AUTH} 1000`],
    ],
    [
      'a capture started elsewhere',
      [notified('AUTHORISATION'), modified('CAPTURE', 'C1', { amount: eur(400) })],
      [`Authorization Success ${AUTH} 1000`, 'Charge Success C1 400'],
    ],
    [
      'CAPTURE_FAILED after CAPTURE',
      [notified('AUTHORISATION'), modified('CAPTURE', 'C1'), modified('CAPTURE_FAILED', 'C1')],
      [`Authorization Success ${AUTH} 1000`, 'Charge Failure C1 1000'],
    ],
    [
      'captured again, and the failure delivered once more',
      [
        notified('AUTHORISATION'),
        modified('CAPTURE_FAILED', 'C1'),
        modified('CAPTURE', 'C1', { reason: 'Transaction Recaptured', eventDate: '2026-01-02T10:00:00Z' }),
        modified('CAPTURE_FAILED', 'C1'),
      ],
      [`Authorization Success ${AUTH} 1000`, 'Charge Success C1 1000'],
    ],
    [
      'the capture that failed, delivered once more with a reason that nobody has signed',
      [
        notified('AUTHORISATION'),
        modified('CAPTURE', 'C1'),
        modified('CAPTURE_FAILED', 'C1', { eventDate: '2026-01-02T10:00:00Z' }),
        modified('CAPTURE', 'C1', { reason: 'Transaction Recaptured' }),
      ],
      [`Authorization Success ${AUTH} 1000`, 'Charge Failure C1 1000'],
    ],
    [
      'REFUNDED_REVERSED after REFUND',
      [notified('AUTHORISATION'), modified('REFUND', 'R1'), modified('REFUNDED_REVERSED', 'R1')],
      [`Authorization Success ${AUTH} 1000`, 'Refund Failure R1 1000'],
    ],
    [
      'CANCEL_OR_REFUND, cancelled',
      [notified('AUTHORISATION'), modified('CANCEL_OR_REFUND', 'X1', { modificationAction: 'cancel' })],
      [`Authorization Success ${AUTH} 1000`, 'CancelAuthorization Success X1 1000'],
    ],
    [
      'CANCEL_OR_REFUND, refund failed',
      [
        notified('AUTHORISATION'),
        modified('CANCEL_OR_REFUND', 'X1', { modificationAction: 'refund', success: false }),
      ],
      [`Authorization Success ${AUTH} 1000`, 'Refund Failure X1 1000'],
    ],
    [
      'a dispute announced, debited, won back, debited again',
      [
        notified('AUTHORISATION'),
        modified('NOTIFICATION_OF_CHARGEBACK', 'D1'),
        modified('CHARGEBACK', 'D1'),
        modified('CHARGEBACK_REVERSED', 'D1'),
        modified('SECOND_CHARGEBACK', 'D1'),
      ],
      [`Authorization Success ${AUTH} 1000`, 'Chargeback Success D1 1000'],
    ],
    [
      'a reversal of the dispute under a reference of its own, delivered first',
      [notified('CHARGEBACK_REVERSED', { pspReference: pspReference('D2') }), modified('CHARGEBACK', 'D1')],
      ['Authorization Initial - 1000', 'Chargeback Failure D1 1000'],
    ],
  ];

  test.each(rows)('%s', (_name, steps, expected) => {
    expect(lines(tell(attempt(), ...steps))).toEqual(expected);
  });

  test('AUTHORISATION_ADJUSTMENT: the latest by eventDate holds', () => {
    const later = modified('AUTHORISATION_ADJUSTMENT', 'A2', {
      amount: eur(800),
      eventDate: '2026-01-01T12:00:00Z',
    });
    const earlier = modified('AUTHORISATION_ADJUSTMENT', 'A1', {
      amount: eur(1500),
      eventDate: '2026-01-01T12:30:00+01:00',
    });
    for (const steps of [
      [later, earlier],
      [earlier, later],
    ]) {
      const told = tell(authorised(), ...steps);
      expect(told.amountPlanned.centAmount).toBe(800);
      expect(balanceOf(told).capturable).toBe(800);
    }
  });

  test.each(['AUTHORISATION_ADJUSTMENT', 'EXPIRE', 'CHARGEBACK', 'CAPTURE_FAILED', 'REPORT_AVAILABLE'])(
    '%s without success changes nothing',
    (eventCode) => {
      expect(settle(authorised(), modified(eventCode, 'X1', { success: false })).actions).toEqual([]);
    },
  );
});

describe('what an operator is told, and what is remembered', () => {
  test('an amount that contradicts the recorded one is applied and noticed', () => {
    const { actions, notices } = settle(attempt(), notified('AUTHORISATION', { amount: eur(900) }));
    expect(notices).toMatchObject([{ code: 'AmountMismatch', fields: { pspReference: AUTH } }]);
    expect(actions).toContainEqual(
      expect.objectContaining({ action: 'changeTransactionState', state: 'Failure' }),
    );
    expect(actions).toContainEqual({ action: 'changeAmountPlanned', amount: eur(900) });
  });

  test('only a success that is new is reported as such', () => {
    expect(settle(attempt(), notified('AUTHORISATION')).newlyAuthorised).toEqual([AUTH]);
    expect(settle(authorised(), notified('AUTHORISATION')).newlyAuthorised).toEqual([]);
  });

  test('facts, reason and date are kept for the support desk', () => {
    const told = tell(attempt(), notified('AUTHORISATION', { success: false, reason: 'Expired Card' }));
    expect(told.transactions[0]?.custom?.fields).toEqual({
      facts: ['refused', 'started'],
      reason: 'Expired Card',
      eventDate: '2026-01-01T10:00:00.000Z',
    });
  });

  test('an attempt that was not sent says so until Adyen answers', () => {
    const unsent = tell(attempt(), [
      { type: 'Note', transactionId: transactionId('transaction-0'), note: 'unsent' },
    ]);
    expect(unsent.transactions[0]?.custom?.fields['facts']).toContain('unsent');
    expect(
      settle(authorised(), [{ type: 'Note', transactionId: transactionId('transaction-0'), note: 'unsent' }])
        .actions,
    ).toEqual([]);
  });

  test('a closed order gives a part back by what it was: a charge is refunded, an authorisation cancelled', () => {
    const closed = (refund: boolean): LedgerEntry[] => [
      {
        type: 'OrderClosed',
        authorisation: AUTH,
        pspReference: pspReference('ORDER1'),
        amount: eur(1000),
        refund,
        at: '2026-01-02T00:00:00Z',
      },
    ];
    expect(lines(tell(attempt(), closed(true), notified('AUTHORISATION')))).toContain(
      'Refund Success ORDER1 1000',
    );
    const cancelled = tell(authorised(), closed(false), closed(false));
    expect(lines(cancelled).slice(1)).toEqual(['CancelAuthorization Success ORDER1 1000']);
    expect(balanceOf(cancelled).held).toBe(0);
  });
});

test('without the custom type the states alone carry the ledger', () => {
  const told = tellWithoutMemory(
    attempt(),
    answered({ fact: 'action' }),
    notified('AUTHORISATION', { success: false }),
    notified('AUTHORISATION'),
    modified('CAPTURE', 'C1'),
    modified('CAPTURE_FAILED', 'C1'),
    modified('CHARGEBACK', 'D1'),
    modified('CHARGEBACK', 'D2'),
  );
  expect(told.transactions.every(({ custom }) => custom === undefined)).toBe(true);
  expect(lines(told)).toEqual([
    `Authorization Success ${AUTH} 1000`,
    'Charge Failure C1 1000',
    'Chargeback Success D1 1000',
    'Chargeback Success D2 1000',
  ]);
});
