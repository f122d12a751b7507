import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { pspReference, transactionId } from '../test-support/identifiers.ts';
import type { LedgerEntry, OrderClosed } from './entry.ts';
import { settle } from './settle.ts';
import { typed, payment, authorised, entry, told } from './test-entries.ts';
import { eur } from './test-history.ts';

describe('which authorisation', () => {
  const two = () =>
    payment(
      { type: 'Charge', state: 'Success', interactionId: 'A2' },
      authorised(),
      authorised({ interactionId: 'A2', interfaceId: 'A2' }),
    );
  const closed = (authorisation: string): OrderClosed => ({
    type: 'OrderClosed',
    authorisation: pspReference(authorisation),
    pspReference: pspReference('ORDER'),
    amount: eur(10),
    refund: false,
    at: '2026-01-01T00:00:00Z',
  });
  const notesOf = ({ transactions }: Payment) =>
    transactions.map(({ custom }) => JSON.stringify(custom?.fields['facts'] ?? []).includes('d '));

  test.each([
    ['A2', 2],
    ['A1', 1],
    ['unknown', 1],
  ])('an adjustment or a closed order of %s speaks of', (authorisation, index) => {
    const adjustment = {
      type: 'Adjustment',
      authorisation: pspReference(authorisation),
      pspReference: pspReference('J1'),
      amount: eur(700),
      at: '2026-01-01T00:00:00Z',
    } as const;
    for (const about of [adjustment, closed(authorisation)]) {
      const marked = notesOf(told(two(), about)).slice(0, 3);
      expect(marked).toEqual([0, 1, 2].map((place) => place === index));
    }
  });

  test('a closed order refunds what was captured, else cancels, and nothing of what was reversed before', () => {
    const given = (...transactions: Partial<Transaction>[]) =>
      told(payment(authorised(), ...transactions), closed('A1'))
        .transactions.filter(({ interactionId }) => interactionId === 'ORDER')
        .map(({ type, state, amount }) => `${type} ${state} ${amount.centAmount}`);
    const charge = { type: 'Charge', interactionId: 'C1' } as const;
    expect(given()).toEqual(['CancelAuthorization Success 1000']);
    expect(given({ ...charge, state: 'Success' })).toEqual(['Refund Success 1000']);
    expect(given({ ...charge, state: 'Failure' })).toEqual(['CancelAuthorization Success 1000']);
    expect(given({ ...charge, type: 'Refund', state: 'Success' })).toEqual([]);
  });

  test('a closed order gives a part back once, whenever its capture becomes known', () => {
    const part = () => payment(authorised());
    const captured = entry({ type: 'Charge', fact: 'captured', pspReference: pspReference('C1') });
    const failed = entry({ type: 'Charge', fact: 'failed', pspReference: pspReference('C1') });
    const given = (...steps: LedgerEntry[]) =>
      told(part(), ...steps, ...steps)
        .transactions.filter(({ state, interactionId }) => state === 'Success' && interactionId === 'ORDER')
        .map(({ type }) => type);
    for (const steps of [
      [captured, closed('A1')],
      [closed('A1'), captured],
    ]) {
      expect(given(...steps)).toEqual(['Refund']);
    }
    for (const steps of [
      [failed, closed('A1')],
      [captured, closed('A1'), failed],
      [captured, failed, closed('A1')],
      [failed, captured, closed('A1')],
      [closed('A1'), captured, failed],
    ]) {
      expect(given(...steps)).toEqual(['CancelAuthorization']);
    }
  });

  test('is adjusted once by an adjustment, whatever date that is delivered with again', () => {
    const adjustment = (pspReference_: string, centAmount: number, at: string): LedgerEntry => ({
      type: 'Adjustment',
      authorisation: pspReference('A1'),
      pspReference: pspReference(pspReference_),
      amount: eur(centAmount),
      at,
    });
    const after = told(
      payment(authorised()),
      adjustment('J1', 1500, '2026-01-01T00:00:00Z'),
      adjustment('J2', 800, '2026-01-02T00:00:00Z'),
      adjustment('J1', 1500, '2099-01-01T00:00:00Z'),
    );
    expect(after.amountPlanned.centAmount).toBe(800);
  });

  test('there need not be one', () => {
    const adjustment = {
      type: 'Adjustment',
      authorisation: pspReference('A1'),
      pspReference: pspReference('J1'),
      amount: eur(700),
      at: '2026-01-01T00:00:00Z',
    } as const;
    expect(told(payment(), adjustment).amountPlanned.centAmount).toBe(700);
    expect(settle(payment(), [closed('A1')]).actions).toEqual([]);
    expect(
      settle(payment(), [{ type: 'Note', transactionId: transactionId('x'), note: 'unsent' }]).actions,
    ).toEqual([]);
  });

  test('an attempt is unsent only while it is unanswered, and only the one that was meant', () => {
    const unsent: LedgerEntry = {
      type: 'Note',
      transactionId: transactionId('transaction-1'),
      note: 'unsent',
    };
    const marked = told(payment({}, {}), unsent).transactions.map(
      ({ custom }) => custom?.fields['facts'] as unknown,
    );
    expect(marked).toEqual([undefined, ['started', 'unsent']]);
    const answered = payment({}, { custom: typed({ facts: ['action', 'started'] }) });
    expect(settle(answered, [unsent]).actions).toEqual([]);
  });

  test('only a success that is new counts as newly authorised, and only an authorisation’s', () => {
    const start = payment({}, authorised({ interactionId: 'A2', interfaceId: 'A2' }));
    const { newlyAuthorised } = settle(start, [
      entry({}),
      entry({ type: 'Charge', fact: 'captured', pspReference: pspReference('C1') }),
    ]);
    expect(newlyAuthorised).toEqual(['A1']);
    expect(settle(payment(), [entry({})]).newlyAuthorised).toEqual(['A1']);
    expect(settle(payment(), [entry({ fact: 'pending' })]).newlyAuthorised).toEqual([]);
  });
});
