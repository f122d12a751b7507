import type { Payment } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { pspReference, transactionId } from '../test-support/identifiers.ts';
import type { Entry } from './entry.ts';
import { settle } from './settle.ts';
import { typed, payment, authorised, entry, told } from './test-entries.ts';
import { eur } from './test-history.ts';
import { PAYMENT_ID } from './test-payment.ts';
import { withoutInterfaceIds } from './update-actions.ts';

describe('an amount', () => {
  const codes = (start: Payment, changes: Partial<Entry>) =>
    settle(start, [entry(changes)]).notices.map(({ code, message, fields }) => ({
      code,
      message,
      ...fields,
    }));
  const adjusted = payment(
    authorised({ custom: typed({ facts: ['authorised', 'adjusted 2026-01-01T00:00:00.000Z 800 EUR J1'] }) }),
  );

  test('that was authorised, or adjusted to, is no contradiction', () => {
    expect(codes(payment(authorised()), {})).toEqual([]);
    expect(codes(adjusted, { amount: eur(1000) })).toEqual([]);
    expect(codes(adjusted, { amount: eur(800) })).toEqual([]);
    expect(codes(payment(authorised()), { amount: eur(1), amountMayDiffer: true })).toEqual([]);
  });

  test('that was planned is none of an authorisation, and one of a capture', () => {
    const planned = payment(authorised(), { type: 'Charge', interactionId: 'C1' });
    const changed = told(planned, { type: 'Plan', amount: eur(1200) });
    expect(codes(changed, { amount: eur(1200) })).toEqual([]);
    const capture = {
      type: 'Charge',
      fact: 'captured',
      pspReference: pspReference('C1'),
      amount: eur(1200),
    } as const;
    expect(codes(changed, capture)).toHaveLength(1);
  });

  test('that contradicts is told with both amounts and both references', () => {
    expect(codes(adjusted, { amount: eur(900) })).toEqual([
      {
        code: 'AmountMismatch',
        message: 'Adyen reports 9.00 EUR for a Authorization of 8.00 EUR.',
        transactionId: 'transaction-0',
        pspReference: 'A1',
      },
    ]);
  });
});

describe('a reference', () => {
  test('is not lost to an answer without one, and a Payment keeps its first', () => {
    const start = { ...payment({ interactionId: 'A0', interfaceId: 'A0' }), interfaceId: 'A0' };
    const after = told(
      start,
      entry({ fact: 'refused', pspReference: undefined, transactionId: transactionId('transaction-0') }),
    );
    expect(after.transactions[0]).toMatchObject({ state: 'Failure', interactionId: 'A0', interfaceId: 'A0' });
    expect(told(start, entry({})).interfaceId).toBe('A0');
    expect(told(payment({}), entry({})).interfaceId).toBe('A1');
  });

  test('of a modification does not become the Payment’s', () => {
    expect(
      told(
        payment(authorised()),
        entry({ type: 'Charge', fact: 'captured', pspReference: pspReference('C1') }),
      ).interfaceId,
    ).toBe(undefined);
  });

  test('is the interactionId, also of a transaction that has it as its interfaceId alone', () => {
    for (const half of [{ interactionId: 'A1' }, { interfaceId: 'A1' }]) {
      expect(told(payment({ state: 'Pending', ...half }), entry({})).transactions[0]).toMatchObject({
        state: 'Success',
        interactionId: 'A1',
      });
    }
  });
});

describe('what is remembered', () => {
  test('of an operation that was started elsewhere', () => {
    const after = told(
      payment(authorised()),
      entry({
        type: 'Charge',
        fact: 'failed',
        pspReference: pspReference('C9'),
        reason: 'no funds',
        at: '2026-02-01T00:00:00.000Z',
        amount: eur(5),
      }),
    );
    expect(after.transactions[1]).toMatchObject({
      type: 'Charge',
      state: 'Failure',
      amount: { centAmount: 5 },
      interactionId: 'C9',
      interfaceId: 'C9',
      timestamp: '2026-02-01T00:00:00.000Z',
      custom: { fields: { facts: ['failed'], reason: 'no funds', eventDate: '2026-02-01T00:00:00.000Z' } },
    });
  });

  test('a weaker fact brings no news, a further action is answered, and nothing of it is stored twice', () => {
    const known = payment(authorised({ custom: typed({ facts: ['authorised', 'started'] }) }));
    const start = { ...known, interfaceId: 'A1' };
    expect(settle(start, [entry({ fact: 'refused', reason: 'late' })]).actions).toEqual([]);
    expect(settle(start, [entry({ fact: 'action', pspReference: pspReference('OTHER') })]).actions).toEqual(
      [],
    );
    expect(settle(start, [entry({ fact: 'expired' })]).actions).not.toEqual([]);
  });

  test('an empty reason does not wipe out an earlier one; outcome, date and state follow the deciding fact', () => {
    const start = payment({
      state: 'Pending',
      interactionId: 'A1',
      interfaceId: 'A1',
      timestamp: '2026-01-01T00:00:00.000Z',
      custom: typed({ facts: ['pending'], reason: 'first' }),
    });
    const after = told(start, entry({ reason: '', outcome: '{}', at: '2026-01-02T00:00:00.000Z' }));
    expect(after.transactions[0]).toMatchObject({
      state: 'Success',
      timestamp: '2026-01-02T00:00:00.000Z',
      custom: {
        fields: {
          facts: ['authorised', 'pending'],
          reason: 'first',
          outcome: '{}',
          eventDate: '2026-01-02T00:00:00.000Z',
        },
      },
    });
    expect(told(start, entry({ reason: undefined })).transactions[0]?.custom?.fields['reason']).toBe('first');
  });

  test('is written field by field where the type is there, and as a whole where it is not', () => {
    const kinds = (start: Payment) =>
      settle(start, [entry({ reason: 'r' })]).actions.map(({ action }) => action);
    expect(kinds(payment({ custom: typed({ facts: ['started'] }) }))).toEqual([
      'setInterfaceId',
      'changeTransactionInteractionId',
      'setTransactionInterfaceId',
      'changeTransactionState',
      'setTransactionCustomField',
      'setTransactionCustomField',
    ]);
    expect(kinds(payment({}))).toContain('setTransactionCustomType');
    const { actions } = settle(payment({}), [entry({})]);
    expect(actions).toContainEqual({
      action: 'setTransactionCustomType',
      transactionId: 'transaction-0',
      type: { typeId: 'type', key: 'adyen-connector-transaction' },
      fields: { facts: ['authorised', 'started'] },
    });
    const added = settle(payment(authorised()), [entry({ pspReference: pspReference('A2') })]).actions.at(-1);
    expect(added).toMatchObject({
      transaction: { custom: { type: { typeId: 'type', key: 'adyen-connector-transaction' } } },
    });
  });

  test.each([
    ['none', undefined, ['setTransactionCustomType']],
    ['ours', typed({ facts: ['started'] }), ['setTransactionCustomField']],
    ['another connector’s, which it keeps', typed({ theirs: 'x' }), []],
  ])('on a transaction whose custom type is %s', (_name, custom, expected) => {
    const { actions } = settle(payment({ ...(custom && { custom }) }), [entry({})]);
    const kinds = actions.map(({ action }) => action);
    expect(kinds).toContain('changeTransactionState');
    expect(kinds.filter((kind) => kind.includes('Custom'))).toEqual(expected);
  });

  test('of another connector’s transaction are implied by its state: nothing is written twice', () => {
    const start = payment({ custom: typed({ theirs: 'x' }) });
    const after = told(start, entry({}));
    expect(after.transactions[0]).toMatchObject({ state: 'Success', custom: { fields: { theirs: 'x' } } });
    expect(settle(after, [entry({})]).actions).toEqual([]);
    expect(
      told(after, entry({ type: 'Charge', fact: 'captured', pspReference: pspReference('C1') }))
        .transactions[1]?.custom?.fields,
    ).toEqual({
      facts: ['captured'],
    });
  });
});

describe('an intent whose operation stands under another transaction', () => {
  const start = payment(authorised(), {
    type: 'Charge',
    custom: typed({ facts: ['requested'] }),
  });
  const elsewhere = entry({
    type: 'Charge',
    fact: 'captured',
    pspReference: pspReference('C1'),
    reference: 'theirs',
  });
  const answer = { type: 'Charge', fact: 'accepted', pspReference: pspReference('C1') } as const;

  test('is retired by the answer to it, and says why', () => {
    const after = told(
      told(start, elsewhere),
      entry({ ...answer, transactionId: transactionId('transaction-1') }),
    );
    expect(after.transactions.map(({ state }) => state)).toEqual(['Success', 'Failure', 'Success']);
    expect(after.transactions[1]?.custom?.fields['reason']).toBe('Recorded under C1');
  });

  test('is not retired by anything else', () => {
    for (const other of [
      entry({ ...answer }),
      entry({ ...answer, transactionId: transactionId('transaction-1'), pspReference: undefined }),
      entry({ transactionId: transactionId('transaction-1') }),
    ]) {
      expect(told(told(start, elsewhere), other).transactions[1]?.state).not.toBe('Failure');
    }
  });
});

test('other types of transactions are left alone', () => {
  const start = { ...payment(), transactions: payment({ type: 'Other' }).transactions };
  expect(settle(start, [entry({ reference: PAYMENT_ID })]).actions.map(({ action }) => action)).toEqual([
    'setInterfaceId',
    'addTransaction',
  ]);
});

describe('the interfaceId of a transaction, which commercetools takes once in a project', () => {
  const interfaceIds = (payment: Payment) => payment.transactions.map(({ interfaceId }) => interfaceId);

  test('is Adyen’s reference on the authorisation, and on nothing else that goes by it', () => {
    const part = entry({ type: 'Charge', fact: 'captured', reference: 'A1', amount: eur(400) });
    const expired = entry({ fact: 'expired', mayBeMisnamed: true });
    const after = told(told(payment({}), entry({}), part), expired);
    expect(after.transactions.map(({ type, interactionId }) => [type, interactionId])).toEqual([
      ['Authorization', 'A1'],
      ['Charge', 'A1'],
      ['CancelAuthorization', 'A1'],
    ]);
    expect(interfaceIds(after)).toEqual(['A1', undefined, undefined]);
  });

  test('is never the reference of a gift card order: the order’s other parts go by it, too', () => {
    const closed = {
      type: 'OrderClosed',
      authorisation: pspReference('A1'),
      pspReference: pspReference('ORDER1'),
      amount: eur(1000),
      refund: true,
      at: '2026-01-01T00:00:00.000Z',
    } as const;
    const after = told(payment(authorised()), closed);
    expect(after.transactions.at(-1)).toMatchObject({ type: 'Refund', interactionId: 'ORDER1' });
    expect(interfaceIds(after).at(-1)).toBeUndefined();
    expect(settle(after, [closed]).actions).toEqual([]);
  });

  test('is free again when Adyen has answered an intent that an earlier version marked with it, and its fields remember the mark', () => {
    const mark = `intent-d1.Charge.${PAYMENT_ID}`;
    const start = payment(authorised(), { type: 'Charge', interfaceId: mark });
    const accepted = {
      type: 'Charge',
      fact: 'accepted',
      transactionId: transactionId('transaction-1'),
    } as const;
    expect(interfaceIds(told(start, entry({ ...accepted, pspReference: pspReference('C1') })))).toEqual([
      'A1',
      'C1',
    ]);
    expect(interfaceIds(told(start, entry({ ...accepted, pspReference: pspReference('A1') })))).toEqual([
      'A1',
      undefined,
    ]);
    const answered = told(start, entry({ ...accepted, pspReference: pspReference('C1') })).transactions[1];
    expect(answered?.custom?.fields).toEqual({ facts: ['accepted', 'requested'], requestDigest: 'd1' });
  });

  test('can be left out of a write', () => {
    const { actions } = settle(payment({}), [entry({}), entry({ pspReference: pspReference('A2') })]);
    const plain = withoutInterfaceIds(actions) ?? [];
    expect(JSON.stringify(plain)).not.toContain('"interfaceId"');
    expect(JSON.stringify(plain)).toContain('"interactionId":"A2"');
    expect(withoutInterfaceIds([])).toBeUndefined();
  });
});
