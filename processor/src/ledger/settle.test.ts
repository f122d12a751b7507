import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { balanceOf } from './balance.ts';
import type { Entry, LedgerEntry } from './entry.ts';
import { entriesOf, type LedgerNotification } from './notifications.ts';
import { settle } from './settle.ts';
import { applyActions, PAYMENT_ID, paymentOf } from './test-payment.ts';
import { withoutCustomFields } from './update-actions.ts';

const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });
const AUTH = 'AUTHPSP000000001';

const notified = (eventCode: string, partial: Partial<LedgerNotification> = {}): LedgerEntry[] =>
  entriesOf({
    eventCode,
    success: true,
    pspReference: AUTH,
    merchantReference: PAYMENT_ID,
    amount: eur(1000),
    eventDate: '2026-01-01T10:00:00.000Z',
    capturedByAdyen: false,
    ...partial,
  });

const modified = (
  eventCode: string,
  pspReference: string,
  partial: Partial<LedgerNotification> = {},
): LedgerEntry[] => notified(eventCode, { pspReference, originalReference: AUTH, ...partial });

const answered = (entry: Omit<Entry, 'amount' | 'type'> & Partial<Entry>): LedgerEntry[] => [
  {
    type: 'Authorization',
    amount: eur(1000),
    transactionId: 'transaction-0',
    pspReference: AUTH,
    ...entry,
  } as Entry,
];

const tell = (payment: Payment, ...steps: LedgerEntry[][]): Payment =>
  steps.reduce((told, step) => applyActions(told, settle(told, step).actions), payment);

/** As a project without our custom type would hold it. */
const tellWithoutMemory = (payment: Payment, ...steps: LedgerEntry[][]): Payment =>
  steps.reduce((told, step) => {
    const { actions } = settle(told, step);
    return applyActions(told, withoutCustomFields(actions) ?? actions);
  }, payment);

const lines = (payment: Payment): string[] =>
  payment.transactions.map(({ type, state, interactionId, amount }) =>
    [type, state, interactionId ?? '-', amount.centAmount].join(' '),
  );

const attempt = () => paymentOf(eur(1000), [{}]);
const authorised = () => tell(attempt(), answered({ fact: 'authorised' }));

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
      'AUTHORISATION of a method that Adyen captures by itself',
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
        notified('EXPIRE', { pspReference: 'EXPIRE0000000001', amount: eur(600) }),
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
        modified('CAPTURE', 'C1', { reason: 'Transaction Recaptured' }),
        modified('CAPTURE_FAILED', 'C1'),
      ],
      [`Authorization Success ${AUTH} 1000`, 'Charge Success C1 1000'],
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
      [notified('CHARGEBACK_REVERSED', { pspReference: 'D2' }), modified('CHARGEBACK', 'D1')],
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

describe('which transaction is meant', () => {
  const capturing = (...intents: Partial<Payment['transactions'][number]>[]) => {
    const amount = {
      type: 'centPrecision' as const,
      currencyCode: 'EUR',
      fractionDigits: 2,
      centAmount: 500,
    };
    return paymentOf(eur(1000), [
      { state: 'Success', interactionId: AUTH, interfaceId: AUTH },
      ...intents.map((intent) => ({ type: 'Charge', amount, ...intent })),
    ]);
  };

  test('a notification before the answer finds its intent by the reference sent to Adyen', () => {
    const told = tell(
      capturing({}, {}),
      modified('CAPTURE', 'C2', { merchantReference: 'transaction-2', amount: eur(500) }),
      answered({
        type: 'Charge',
        fact: 'accepted',
        transactionId: 'transaction-2',
        pspReference: 'C2',
        amount: eur(500),
      }),
    );
    expect(lines(told).slice(1)).toEqual(['Charge Initial - 500', 'Charge Success C2 500']);
  });

  test('a reference that the merchant chose is remembered on the intent', () => {
    const custom = { type: { typeId: 'type' as const, id: 'type' }, fields: { reference: 'invoice-7' } };
    const told = tell(
      capturing({ custom }),
      modified('CAPTURE', 'C1', { merchantReference: 'invoice-7', amount: eur(500) }),
    );
    expect(lines(told).slice(1)).toEqual(['Charge Success C1 500']);
  });

  test("somebody else's capture of the same amount leaves our intent alone", () => {
    const custom = { type: { typeId: 'type' as const, id: 'type' }, fields: { facts: ['requested'] } };
    const told = tell(
      capturing({ custom }),
      modified('CAPTURE', 'C9', { merchantReference: 'theirs', amount: eur(500) }),
    );
    expect(lines(told).slice(1)).toEqual(['Charge Initial - 500', 'Charge Success C9 500']);
  });

  test('an intent whose operation stands under another transaction already does not count twice', () => {
    const custom = { type: { typeId: 'type' as const, id: 'type' }, fields: { facts: ['requested'] } };
    const told = tell(
      capturing({ custom }),
      modified('CAPTURE', 'C1', { merchantReference: 'unknown', amount: eur(500) }),
      answered({
        type: 'Charge',
        fact: 'accepted',
        transactionId: 'transaction-1',
        pspReference: 'C1',
        amount: eur(500),
      }),
    );
    expect(balanceOf(told)).toMatchObject({ captured: 500, capturePending: 0 });
  });

  test('the end of a redirect may come under another pspReference than its beginning', () => {
    const told = tell(
      attempt(),
      answered({ fact: 'action', pspReference: 'FIRST' }),
      notified('AUTHORISATION'),
    );
    expect(lines(told)).toEqual([`Authorization Success ${AUTH} 1000`]);
    expect(told.interfaceId).toBe('FIRST');
  });

  test('an answer without a reference belongs to its own transaction, whatever a notification said before', () => {
    const told = tell(
      attempt(),
      notified('AUTHORISATION'),
      answered({ fact: 'refused', pspReference: undefined }),
    );
    expect(lines(told)).toEqual([`Authorization Success ${AUTH} 1000`]);
  });

  test('a second authorisation of a finished attempt is a transaction of its own', () => {
    const told = tell(authorised(), notified('AUTHORISATION', { pspReference: 'OTHER' }));
    expect(lines(told)).toEqual([`Authorization Success ${AUTH} 1000`, 'Authorization Success OTHER 1000']);
  });

  test('two disputes stay apart', () => {
    const told = tell(
      authorised(),
      modified('CHARGEBACK', 'D1', { amount: eur(300) }),
      modified('CHARGEBACK', 'D2', { amount: eur(200) }),
      modified('CHARGEBACK_REVERSED', 'D2', { amount: eur(200) }),
    );
    expect(lines(told).slice(1)).toEqual(['Chargeback Success D1 300', 'Chargeback Failure D2 200']);
  });
});

describe('what an operator is told, and what is remembered', () => {
  test('an amount that contradicts the recorded one is applied and noticed', () => {
    const { actions, notices } = settle(attempt(), notified('AUTHORISATION', { amount: eur(900) }));
    expect(notices).toMatchObject([{ code: 'AmountMismatch', fields: { pspReference: AUTH } }]);
    expect(actions).toContainEqual(
      expect.objectContaining({ action: 'changeTransactionState', state: 'Success' }),
    );
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
    const unsent = tell(attempt(), [{ type: 'Note', transactionId: 'transaction-0', note: 'unsent' }]);
    expect(unsent.transactions[0]?.custom?.fields['facts']).toContain('unsent');
    expect(
      settle(authorised(), [{ type: 'Note', transactionId: 'transaction-0', note: 'unsent' }]).actions,
    ).toEqual([]);
  });

  test('a closed order gives a part back by what it was: a charge is refunded, an authorisation cancelled', () => {
    const closed = (refund: boolean): LedgerEntry[] => [
      {
        type: 'OrderClosed',
        authorisation: AUTH,
        pspReference: 'ORDER1',
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

describe('disputes', () => {
  const event = (eventCode: string, pspReference: string, centAmount: number) =>
    modified(eventCode, pspReference, { amount: eur(centAmount) });
  const ends = (...steps: LedgerEntry[][]) => lines(tell(authorised(), ...steps)).slice(1);
  const [x, y, reversedX] = [
    event('CHARGEBACK', 'DX', 400),
    event('CHARGEBACK', 'DY', 300),
    event('CHARGEBACK_REVERSED', 'DX', 400),
  ];

  test.each([
    [[x, y, reversedX]],
    [[x, reversedX, y]],
    [[y, x, reversedX]],
    [[y, reversedX, x]],
    [[reversedX, x, y]],
    [[reversedX, y, x]],
  ])('of two, each gets its own events, in order %#', (steps) => {
    expect(
      ends(...steps)
        .map((line) => line.replace(/ \d+$/, ''))
        .sort(),
    ).toEqual(['Chargeback Failure DX', 'Chargeback Success DY']);
  });

  test('a follow-up under another name belongs to the only one', () => {
    const announced = event('NOTIFICATION_OF_CHARGEBACK', 'D1', 400);
    const lost = notified('PREARBITRATION_LOST', { pspReference: 'D9', amount: eur(400) });
    const debited = event('CHARGEBACK', 'D1', 400);
    for (const steps of [
      [announced, lost, debited],
      [lost, announced, debited],
      [debited, announced, lost],
    ]) {
      expect(ends(...steps)).toEqual(['Chargeback Success D1 400']);
    }
  });
});

describe('several captures under one name of the merchant’s', () => {
  const named = (centAmount: number): Partial<Transaction> => ({
    type: 'Charge',
    amount: { type: 'centPrecision', fractionDigits: 2, ...eur(centAmount) },
    custom: { type: { typeId: 'type', id: 'type' }, fields: { facts: ['requested'], reference: 'ORDER' } },
  });
  const told = (pspReference: string, centAmount: number) =>
    modified('CAPTURE', pspReference, { merchantReference: 'ORDER', amount: eur(centAmount) });
  const accepted = (id: string, pspReference: string, centAmount: number) =>
    answered({
      type: 'Charge',
      fact: 'accepted',
      transactionId: id,
      pspReference,
      amount: eur(centAmount),
    });

  test('are told apart by their amounts', () => {
    const payment = paymentOf(eur(1000), [{ state: 'Success', interactionId: AUTH }, named(300), named(500)]);
    const after = tell(
      payment,
      told('C500', 500),
      accepted('transaction-1', 'C300', 300),
      accepted('transaction-2', 'C500', 500),
      told('C300', 300),
    );
    expect(lines(after).slice(1)).toEqual(['Charge Success C300 300', 'Charge Success C500 500']);
  });

  test('may stand for each other where their amounts are equal', () => {
    const payment = paymentOf(eur(1000), [{ state: 'Success', interactionId: AUTH }, named(300), named(300)]);
    const after = tell(
      payment,
      told('C2', 300),
      accepted('transaction-2', 'C2', 300),
      accepted('transaction-1', 'C1', 300),
      told('C1', 300),
    );
    expect(lines(after).slice(1).sort()).toEqual(['Charge Success C1 300', 'Charge Success C2 300']);
  });
});
