import { describe, expect, test } from 'vitest';
import { pspReference } from '../test-support/identifiers.ts';
import { settle } from './settle.ts';
import { authorised, entry, payment, told, typed } from './test-entries.ts';
import { eur } from './test-history.ts';

describe('a stored fact that this version cannot read', () => {
  test('of a later version decides nothing, and is still there when this one writes', () => {
    const facts = ['authorised', 'captured 600 EUR', 'settled', 'started'];
    const start = payment(authorised({ custom: typed({ facts }) }));
    expect(settle(start, [entry({})]).actions.map(({ action }) => action)).toEqual(['setInterfaceId']);
    const after = told(start, entry({ fact: 'expired', amount: eur(600), amountMayDiffer: true }));
    expect(after.transactions[0]).toMatchObject({
      state: 'Success',
      custom: {
        fields: { facts: ['authorised', 'captured 600 EUR', 'expired 600 EUR', 'settled', 'started'] },
      },
    });
  });

  test('opens no dispute', () => {
    const dispute = (interactionId: string, state: string, ...facts: string[]) => ({
      type: 'Chargeback',
      state,
      interactionId,
      custom: typed({ facts }),
    });
    const start = payment(
      authorised(),
      dispute('D1', 'Success', 'debited'),
      dispute('D2', 'Failure', 'later', 'won D9 1000 EUR'),
    );
    const after = told(start, entry({ type: 'Refund', fact: 'refunded', pspReference: pspReference('R1') }));
    expect(after.transactions.map(({ type }) => type)).toEqual([
      'Authorization',
      'Chargeback',
      'Chargeback',
      'Refund',
    ]);
  });

  test('does not explain a state that was recorded', () => {
    const start = payment(authorised({ custom: typed({ facts: ['authorised 600'] }) }));
    const after = told(start, entry({ fact: 'action' }));
    expect(after.transactions[0]).toMatchObject({
      state: 'Success',
      amount: { centAmount: 1000 },
      custom: { fields: { facts: ['action', 'authorised', 'authorised 600'] } },
    });
  });
});
