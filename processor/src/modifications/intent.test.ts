import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import type { TransactionId } from '../identifiers.ts';
import { transactionId } from '../test-support/identifiers.ts';
import { isIntentOf, isOfUnknownRequest, viewsOfKind, type IntentRequest } from './intent.ts';
import {
  eur,
  ours,
  key,
  otherKey,
  me,
  another,
  intent,
  plain,
  marked,
  payment,
  request,
  type Known,
  decide,
  inShort,
} from './test-intents.ts';

describe('a request with a key', () => {
  it.each<[string, Partial<Transaction>[], Partial<IntentRequest>, string]>([
    ['nothing is there', [], {}, 'write'],
    ['its intent is there', [intent(key)], {}, 'existing transaction-1'],
    [
      'its intent was answered',
      [intent(key, { facts: ['accepted', 'answered'] })],
      {},
      'existing transaction-1',
    ],
    [
      'its intent failed',
      [intent(key, { facts: ['failed'] }, { state: 'Failure' })],
      {},
      'existing transaction-1',
    ],
    ['its intent is of another amount', [intent(key)], { amount: eur(201) }, 'reusedKey'],
    [
      'its intent goes by another reference',
      [intent(key, { reference: 'A' })],
      { merchantReference: 'B' },
      'reusedKey',
    ],
    ['its intent goes by a reference, and it by none', [intent(key, { reference: 'A' })], {}, 'reusedKey'],
    ['its intent goes by none', [intent(key)], { merchantReference: 'B' }, 'reusedKey'],
    ['another key’s equal intent is there', [intent(otherKey)], {}, 'write'],
    ['an equal intent without a key was cut off', [intent(another)], {}, 'write'],
    ['its key stands on another kind', [intent(key, {}, { type: 'Refund' })], {}, 'write'],
    ['more is asked for than there is', [], { amount: eur(1001) }, 'breach'],
    [
      'its intent is there and took the rest',
      [
        intent(key),
        intent(otherKey, {}, { amount: { ...eur(800), type: 'centPrecision', fractionDigits: 2 } }),
      ],
      {},
      'existing transaction-1',
    ],
  ])('%s', (_name, transactions, changes, expected) => {
    expect(inShort(decide(payment(...transactions), request(key, changes)))).toBe(expected);
  });

  it('says what a breach is', () => {
    expect(decide(payment(), request(key, { amount: eur(1001) }))).toMatchObject({
      kind: 'breach',
      fault: { statusCode: 400, fields: { remainingCentAmount: 1000 } },
    });
  });

  it('of a refund is another one’s where it names another charge than the intent remembers', () => {
    const charges = [intent(otherKey, {}, { state: 'Success' }), intent(otherKey, {}, { state: 'Success' })];
    const refund = (charge: string | undefined) =>
      intent(key, charge === undefined ? {} : { charge }, { type: 'Refund' });
    const decideFor = (charge: string | undefined, named: TransactionId | undefined) =>
      inShort(
        decide(payment(...charges, refund(charge)), request(key, { kind: 'refund', transactionId: named })),
      );
    expect(decideFor('transaction-1', transactionId('transaction-1'))).toBe('existing transaction-3');
    expect(decideFor('transaction-1', undefined)).toBe('existing transaction-3');
    expect(decideFor(undefined, transactionId('transaction-2'))).toBe('existing transaction-3');
    expect(decideFor('transaction-1', transactionId('transaction-2'))).toBe('reusedKey');
  });

  it('of a cancellation is the same whatever its amount', () => {
    const cancellation = intent(key, {}, { type: 'CancelAuthorization' });
    expect(inShort(decide(payment(cancellation), request(key, { kind: 'cancel', amount: eur(1) })))).toBe(
      'existing transaction-1',
    );
  });
});

describe('a request with a key that an earlier version may know', () => {
  it.each<[string, Partial<Transaction>[], Partial<IntentRequest>, Known, string]>([
    ['its mark is there', [marked(key)], {}, {}, 'existing transaction-1'],
    ['its mark is there, of another amount', [marked(key)], { amount: eur(201) }, {}, 'reusedKey'],
    ['another key’s mark is there', [marked(otherKey)], {}, {}, 'write'],
    ['an answered intent says nothing', [plain({ interactionId: 'C1' })], {}, {}, 'ask transaction-1'],
    ['several say nothing', [plain(), intent(otherKey), plain()], {}, {}, 'ask transaction-1 transaction-3'],
    ['facts without a request say nothing either', [intent(undefined)], {}, {}, 'ask transaction-1'],
    ['one of another kind is not asked about', [plain({ type: 'Refund' })], {}, {}, 'write'],
    ['it was asked about', [plain()], {}, { askedAbout: [transactionId('transaction-1')] }, 'write'],
    [
      'another one has come since it was asked',
      [plain(), plain()],
      {},
      { askedAbout: [transactionId('transaction-1')] },
      'ask transaction-2',
    ],
    [
      'the custom object names it',
      [plain()],
      {},
      { askedAbout: [transactionId('transaction-1')], transactionId: transactionId('transaction-1') },
      'existing transaction-1',
    ],
    [
      'the custom object names it, of another amount',
      [plain()],
      { amount: eur(100) },
      { askedAbout: [transactionId('transaction-1')], transactionId: transactionId('transaction-1') },
      'reusedKey',
    ],
    ['its own intent comes before any question', [plain(), intent(key)], {}, {}, 'existing transaction-2'],
  ])('%s', (...[, transactions, changes, known, expected]) => {
    expect(inShort(decide(payment(...transactions), request(key, changes), known))).toBe(expected);
  });
});

describe('the intent that is written', () => {
  const written = (current: Payment, wanted: IntentRequest) => {
    const decision = decide(current, wanted);
    return decision.kind === 'write' ? decision.actions : decision.kind;
  };
  const added = (type: string, amount: object, fields: object) => [
    {
      action: 'addTransaction',
      transaction: {
        type,
        amount,
        state: 'Initial',
        timestamp: '2026-01-01T00:00:00.000Z',
        custom: { type: { typeId: 'type', key: 'adyen-connector-transaction' }, fields },
      },
    },
  ];

  it('is a transaction in state Initial that says whose it is', () => {
    expect(written(payment(), request(key))).toEqual(
      added('Charge', eur(200), { facts: ['requested'], requestDigest: 'a1'.repeat(32) }),
    );
    expect(written(payment(), request(me, { kind: 'cancel', amount: eur(1000) }))).toEqual(
      added('CancelAuthorization', eur(1000), {
        facts: ['requested'],
        requestDigest: `unkeyed-${ours}-00000000-0000-0000-0000-000000000001`,
      }),
    );
  });

  it('of a capture remembers no charge', () => {
    const captured = payment(intent(otherKey, {}, { state: 'Success', interactionId: 'C1' }));
    expect(written(captured, request(key))).toEqual(
      added('Charge', eur(200), { facts: ['requested'], requestDigest: 'a1'.repeat(32) }),
    );
  });

  it('remembers the merchant’s reference, and the charge of a refund', () => {
    const captured = payment(intent(otherKey, {}, { state: 'Success', interactionId: 'C1' }));
    const refund = { kind: 'refund', amount: eur(150), merchantReference: 'r' } as const;
    expect(written(captured, request(key, refund))).toEqual(
      added('Refund', eur(150), {
        facts: ['requested'],
        requestDigest: 'a1'.repeat(32),
        reference: 'r',
        charge: 'transaction-1',
      }),
    );
  });
});

it('a transaction belongs to a kind and to a request', () => {
  const current = payment(intent(key), plain({ type: 'Refund' }), marked(otherKey));
  const charges = viewsOfKind(current, 'capture');
  expect(charges.map(({ id }) => id)).toEqual(['transaction-1', 'transaction-3']);
  expect(charges.map((view) => isIntentOf(view, key))).toEqual([true, false]);
  expect(charges.map((view) => isIntentOf(view, otherKey))).toEqual([false, true]);
  const [refund] = viewsOfKind(current, 'refund');
  expect(refund && [isIntentOf(refund, key), isOfUnknownRequest(refund)]).toEqual([false, true]);
  expect(viewsOfKind(current, 'cancel')).toEqual([]);
});
