import type { Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { pspReference, transactionId } from '../test-support/identifiers.ts';
import type { Entry } from './entry.ts';
import { findTransaction } from './matching.ts';
import { PAYMENT_ID, paymentOf } from './test-payment.ts';
import { viewsOf } from './transaction-view.ts';

const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });

interface Line extends Partial<Transaction> {
  cents?: number;
  fields?: Record<string, unknown>;
}

/** The id of the transaction that an entry is taken to speak of; ids count from `transaction-0`. */
const meant = (lines: Line[], entry: Partial<Entry>): string | undefined => {
  const transactions = lines.map(({ cents = 500, fields, ...transaction }): Partial<Transaction> => ({
    amount: { type: 'centPrecision', fractionDigits: 2, ...eur(cents) },
    ...(fields && { custom: { type: { typeId: 'type', id: 'type' }, fields } }),
    ...transaction,
  }));
  const views = viewsOf(paymentOf(eur(1000), transactions));
  return findTransaction(views, { amount: eur(500), ...entry }, PAYMENT_ID)?.id;
};

const remembered = { facts: ['requested'] };
const intent = (fields: Record<string, unknown> = remembered): Line => ({ type: 'Charge', fields });
const answered = (interactionId: string): Line => ({ type: 'Charge', state: 'Pending', interactionId });

describe('a modification', () => {
  const captured = { type: 'Charge', fact: 'captured', pspReference: pspReference('C1') } as const;

  test.each<[string, Line[], Partial<Entry>, string | undefined]>([
    ['is found by its reference', [intent(), answered('C1')], captured, 'transaction-1'],
    ['of another type is none', [{ ...answered('C1'), type: 'Refund' }], captured, undefined],
    [
      'is its own intent',
      [intent(), intent()],
      { ...captured, transactionId: transactionId('transaction-1') },
      'transaction-1',
    ],
    [
      'whose intent has an answer is none',
      [answered('C2')],
      { ...captured, transactionId: transactionId('transaction-0') },
      undefined,
    ],
    [
      'is named by the id that was sent',
      [intent(), intent()],
      { ...captured, reference: 'transaction-1' },
      'transaction-1',
    ],
    [
      'is named by the merchant’s reference',
      [intent(), intent({ ...remembered, reference: 'invoice' })],
      { ...captured, reference: 'invoice' },
      'transaction-1',
    ],
    [
      'of several that go by the merchant’s reference is the one of that amount',
      [
        { ...intent({ ...remembered, reference: 'order' }), cents: 300 },
        intent({ ...remembered, reference: 'order' }),
      ],
      { ...captured, reference: 'order' },
      'transaction-1',
    ],
    [
      'of none of their amounts is not guessed',
      [
        { ...intent({ ...remembered, reference: 'order' }), cents: 300 },
        { ...intent({ ...remembered, reference: 'order' }), cents: 400 },
      ],
      { ...captured, reference: 'order' },
      undefined,
    ],
    ['named by an unknown reference is none', [intent()], { ...captured, reference: 'theirs' }, undefined],
    [
      'named by an unknown reference may be an intent without memory',
      [{ type: 'Charge', cents: 400 }, { type: 'Charge' }],
      { ...captured, reference: 'theirs' },
      'transaction-1',
    ],
    ...[undefined, '', PAYMENT_ID].map((reference): [string, Line[], Partial<Entry>, undefined] => [
      `of the same amount under the reference ${String(reference)} is somebody else’s`,
      [intent(), { type: 'Charge' }],
      { ...captured, reference },
      undefined,
    ]),
    [
      'of another amount is no intent without memory',
      [{ type: 'Charge' }],
      { ...captured, reference: 'theirs', amount: eur(501) },
      undefined,
    ],
    [
      'of another currency is none either',
      [{ type: 'Charge' }],
      { ...captured, reference: 'theirs', amount: { ...eur(500), currencyCode: 'USD' } },
      undefined,
    ],
    [
      'is no intent that has an answer',
      [{ ...answered('C2'), fields: {} }, { type: 'Charge' }],
      { ...captured, reference: 'theirs' },
      'transaction-1',
    ],
  ])('%s', (_name, lines, entry, expected) => {
    expect(meant(lines, entry)).toBe(expected);
  });

  test('a cancellation is always of the whole, whatever its amount', () => {
    const cancellation = {
      type: 'CancelAuthorization',
      fact: 'cancelled',
      pspReference: pspReference('X1'),
    } as const;
    expect(
      meant([{ type: 'CancelAuthorization' }], { ...cancellation, reference: 'theirs', amount: eur(0) }),
    ).toBe('transaction-0');
    expect(
      meant([intent()], {
        type: 'Refund',
        fact: 'refunded',
        pspReference: pspReference('R1'),
        amount: eur(0),
      }),
    ).toBe(undefined);
  });
});

describe('an authorisation', () => {
  const authorised = { type: 'Authorization', fact: 'authorised', pspReference: pspReference('A1') } as const;

  test.each<[string, Line[], Partial<Entry>, string | undefined]>([
    ['is the one that is open', [{ state: 'Failure', interactionId: 'A0' }, {}], authorised, 'transaction-1'],
    ['is the one that waits under another reference', [{ interactionId: 'A0' }], authorised, 'transaction-0'],
    ['is the one that ended without a reference', [{ state: 'Failure' }], authorised, 'transaction-0'],
    [
      'is none that ended under another reference',
      [{ state: 'Success', interactionId: 'A0' }],
      authorised,
      undefined,
    ],
    [
      'is its own attempt, of several',
      [{}, {}],
      { ...authorised, transactionId: transactionId('transaction-1') },
      'transaction-1',
    ],
    [
      'without a reference is its own attempt, ended or not',
      [{}, { state: 'Success', interactionId: 'A0' }],
      { ...authorised, pspReference: undefined, transactionId: transactionId('transaction-1') },
      'transaction-1',
    ],
  ])('%s', (_name, lines, entry, expected) => {
    expect(meant(lines, entry)).toBe(expected);
  });
});

describe('a dispute', () => {
  const dispute = (interactionId: string, facts?: string[]): Line => ({
    type: 'Chargeback',
    interactionId,
    ...(facts && { fields: { facts } }),
  });
  const reversed = { type: 'Chargeback', fact: 'reversed', pspReference: pspReference('D9') } as const;
  const debited = { ...reversed, fact: 'debited' } as const;
  const announced = { ...reversed, fact: 'announced' } as const;

  test.each<[string, Line[], Partial<Entry>, string | undefined]>([
    ['goes on under another reference', [dispute('D1', ['debited'])], reversed, 'transaction-0'],
    ['of two is not guessed', [dispute('D1', ['debited']), dispute('D2', ['debited'])], reversed, undefined],
    ['that opens is another one', [dispute('D1', ['announced'])], debited, undefined],
    ['that is announced is another one', [dispute('D1', ['debited'])], announced, undefined],
    [
      'that opens is the one whose end came first',
      [dispute('D1', ['reversed D1 500 EUR'])],
      debited,
      'transaction-0',
    ],
    ['that opens is another one where nothing is remembered', [dispute('D1')], debited, undefined],
    ['is none where there is none', [], reversed, undefined],
  ])('%s', (_name, lines, entry, expected) => {
    const states = lines.map((line) => {
      const facts = (line.fields?.['facts'] ?? []) as string[];
      return {
        ...line,
        state: facts.includes('debited')
          ? 'Success'
          : facts.some((fact) => fact.startsWith('reversed'))
            ? 'Failure'
            : 'Initial',
      };
    });
    expect(meant(states, entry)).toBe(expected);
  });
});
