import { describe, expect, it } from 'vitest';
import { transactionId } from '../test-support/identifiers.ts';
import { breachOf, modificationRules, type ModificationRequest } from './rules.ts';
import { eur, payment, usualLimits } from './test-intents.ts';

type Kind = ModificationRequest['kind'];
type Line = readonly [type: string, state: string, centAmount: number, charge?: string];

/** 10.00 EUR authorised by card, and what has happened since. */
const since = (...lines: readonly Line[]) =>
  payment(
    ...lines.map(([type, state, centAmount, charge], index) => ({
      type,
      state: state as 'Success',
      amount: { ...eur(centAmount), type: 'centPrecision' as const, fractionDigits: 2 },
      interactionId: `PSP${index}`,
      ...(charge !== undefined && {
        custom: { type: { typeId: 'type' as const, id: 'type' }, fields: { facts: [], charge } },
      }),
    })),
  );

const breach = (kind: Kind, centAmount: number, lines: readonly Line[], named?: string) => {
  const charge = named === undefined ? undefined : transactionId(named);
  const fault = breachOf(
    since(...lines),
    { kind, amount: eur(centAmount), transactionId: charge },
    usualLimits,
  );
  return fault && [fault.statusCode, fault.message, fault.fields];
};

const refused = (message: string, remainingCentAmount: number) => [
  400,
  message,
  { remainingCentAmount, currencyCode: 'EUR' },
];

const none: readonly Line[] = [];
const captured: Line = ['Charge', 'Success', 600];
const capturing: Line = ['Charge', 'Pending', 600];

describe('a capture', () => {
  it.each([
    ['all of it', 1000, none],
    ['a part of it', 1, none],
    ['what is left', 400, [captured]],
    ['what is left of what is being captured', 400, [capturing]],
    ['what a failed one did not take', 1000, [['Charge', 'Failure', 600]]],
  ] as const)('is possible: %s', (_name, centAmount, lines) => {
    expect(breach('capture', centAmount, lines)).toBeUndefined();
  });

  it.each([
    ['of more than is authorised', 1001, none, 'At most 10.00 EUR can be captured.', 1000],
    ['of more than is left', 401, [captured], 'At most 4.00 EUR can be captured.', 400],
    [
      'of what is being cancelled',
      1,
      [['CancelAuthorization', 'Pending', 1000]],
      'At most 0.00 EUR can be captured.',
      0,
    ],
  ] as const)('is impossible: %s', (...[, centAmount, lines, message, left]) => {
    expect(breach('capture', centAmount, lines)).toEqual(refused(message, left));
  });
});

describe('a refund', () => {
  const two: readonly Line[] = [captured, ['Charge', 'Success', 400]];

  it.each([
    ['all of it', 1000, two, undefined],
    ['what is left', 100, [captured, ['Refund', 'Pending', 500]], undefined],
    ['of a charge that it names', 400, two, 'transaction-2'],
  ] as const)('is possible: %s', (_name, centAmount, lines, named) => {
    expect(breach('refund', centAmount, lines, named)).toBeUndefined();
  });

  it.each([
    ['of nothing', 1, none, undefined, 'At most 0.00 EUR can be refunded.', 0],
    ['of more than is captured', 601, [captured], undefined, 'At most 6.00 EUR can be refunded.', 600],
    [
      'of more than the charge that it names',
      401,
      two,
      'transaction-2',
      'At most 4.00 EUR can be refunded.',
      400,
    ],
    [
      'of more than all that is left, although the charge has more',
      201,
      [...two, ['Refund', 'Success', 800]],
      'transaction-1',
      'At most 2.00 EUR can be refunded.',
      200,
    ],
    [
      'of a charge that names all its refunds, although another charge is left',
      1,
      [['Charge', 'Success', 400], captured, ['Refund', 'Success', 400, 'transaction-1']],
      'transaction-1',
      'At most 0.00 EUR can be refunded.',
      0,
    ],
    [
      'of a charge, where more was charged back than is captured',
      1,
      [captured, ['Chargeback', 'Success', 700]],
      'transaction-1',
      'At most 0.00 EUR can be refunded.',
      0,
    ],
  ] as const)('is impossible: %s', (...[, centAmount, lines, named, message, left]) => {
    expect(breach('refund', centAmount, lines, named)).toEqual(refused(message, left));
  });

  it('is impossible of what is no charge of the payment', () => {
    expect(breach('refund', 1, [captured], 'transaction-0')).toEqual([
      400,
      'Transaction transaction-0 is not a charge of this payment.',
      { field: 'transactionId' },
    ]);
  });
});

describe('a cancellation', () => {
  it('is possible while nothing is captured', () => {
    expect(breach('cancel', 1000, none)).toBeUndefined();
    expect(breach('cancel', 1000, [['CancelAuthorization', 'Failure', 1000]])).toBeUndefined();
  });

  it.each([
    ['of what is captured', [captured], '6.00 EUR is captured already: refund it instead.', 400],
    ['of what is being captured', [capturing], '6.00 EUR is captured already: refund it instead.', 400],
    [
      'of what hardly anything is captured of',
      [['Charge', 'Success', 1]],
      '0.01 EUR is captured already: refund it instead.',
      999,
    ],
    [
      'of what is being cancelled',
      [['CancelAuthorization', 'Pending', 1000]],
      'The authorisation is cancelled already, or is being cancelled.',
      0,
    ],
  ] as const)('is impossible: %s', (_name, lines, message, left) => {
    expect(breach('cancel', 1000, lines)).toEqual(refused(message, left));
  });

  it('is impossible where nothing is authorised', () => {
    const { transactions, ...rest } = since();
    const pending = {
      ...rest,
      transactions: transactions.map((each) => ({ ...each, state: 'Pending' as const })),
    };
    const fault = breachOf(pending, { kind: 'cancel', amount: eur(1000) }, usualLimits);
    expect([fault?.message, fault?.fields]).toEqual([
      'There is no authorisation to cancel: 0 remains.',
      { remainingCentAmount: 0, currencyCode: 'EUR' },
    ]);
  });
});

it('an authorisation of the smallest amount can be cancelled', () => {
  const { transactions, ...rest } = payment();
  const amount = { ...eur(1), type: 'centPrecision' as const, fractionDigits: 2 };
  const smallest = { ...rest, transactions: transactions.map((each) => ({ ...each, amount })) };
  expect(breachOf(smallest, { kind: 'cancel', amount: eur(1) }, usualLimits)).toBeUndefined();
});

it('each kind is a transaction of its own', () => {
  expect(Object.entries(modificationRules).map(([kind, { type }]) => [kind, type])).toEqual([
    ['capture', 'Charge'],
    ['refund', 'Refund'],
    ['cancel', 'CancelAuthorization'],
  ]);
});

it('a cancellation is of the whole authorisation, and a refund taken from a charge', () => {
  const kinds = Object.entries(modificationRules);
  const those = (wanted: 'isOfWholeAuthorisation' | 'isTakenFromCharge') =>
    kinds.filter(([, rule]) => rule[wanted]).map(([kind]) => kind);
  expect(those('isOfWholeAuthorisation')).toEqual(['cancel']);
  expect(those('isTakenFromCharge')).toEqual(['refund']);
});
