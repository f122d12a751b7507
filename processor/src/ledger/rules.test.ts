import { describe, expect, test } from 'vitest';
import {
  factBehind,
  factNames,
  ruleOf,
  rules,
  stateOf,
  transactionTypes,
  type TransactionType,
} from './rules.ts';

// The README's webhook table in another form: per transaction type, facts of equal strength in one line, the weakest
// first. Whatever is known besides, the strongest decides.
const strengths: Record<TransactionType, string[]> = {
  Authorization: [
    'Initial: started action',
    'Pending: pending rescuing',
    'Failure: rescueEnded refused closed expired',
    'Success: authorised',
    'Failure: replaced',
  ],
  Charge: [
    'Initial: requested',
    'Pending: accepted scheduled',
    'Success: captured',
    'Failure: failed undone',
    'Success: recaptured',
    'Failure: replaced',
    'Failure: superseded',
  ],
  Refund: [
    'Initial: requested',
    'Pending: accepted',
    'Success: refunded',
    'Failure: failed',
    'Failure: superseded',
  ],
  CancelAuthorization: [
    'Initial: requested',
    'Pending: accepted',
    'Success: cancelledWithOrder',
    'Failure: failed',
    'Success: cancelled',
    'Failure: refundedInstead',
    'Failure: superseded',
  ],
  Chargeback: [
    'Initial: announced disputed',
    'Failure: lapsed',
    'Success: debited',
    'Failure: reversed',
    'Failure: endedWon',
    'Success: endedLost',
    'Success: debitedAgain',
    'Failure: won',
    'Success: lost',
    'Failure: replaced',
  ],
};

const stateOfNames = (type: TransactionType, ...names: string[]) =>
  stateOf(
    type,
    names.map((name) => ({ name })),
  );

const linesOf = (type: TransactionType) =>
  strengths[type].map((line, strength) => {
    const [state = '', facts = ''] = line.split(': ');
    return { state, strength, facts: facts.split(' ') };
  });

test('the transaction types stand in the order in which a payment meets them', () => {
  expect(transactionTypes).toEqual(Object.keys(strengths));
});

describe.each(transactionTypes)('%s', (type) => {
  const facts = linesOf(type).flatMap((line) => line.facts.map((fact) => ({ ...line, fact })));

  test('knows these facts and no others', () => {
    expect(facts.map(({ fact }) => fact).sort()).toEqual(Object.keys(rules[type]).sort());
  });

  test('the stronger of two facts decides, whichever came first', () => {
    for (const one of facts) {
      expect(stateOfNames(type, one.fact)).toBe(one.state);
      for (const other of facts) {
        const expected = one.strength > other.strength ? one.state : other.state;
        if (one.strength !== other.strength) expect(stateOfNames(type, one.fact, other.fact)).toBe(expected);
      }
    }
  });

  test('equal facts are of one rank, stronger ones of a higher', () => {
    for (const one of facts) {
      for (const other of facts) {
        const difference = (ruleOf(type, one.fact)?.rank ?? NaN) - (ruleOf(type, other.fact)?.rank ?? NaN);
        expect(Math.sign(difference)).toBe(Math.sign(one.strength - other.strength));
      }
    }
  });

  test('the weakest fact that is not concluded from another operation explains a state that nothing is remembered of', () => {
    for (const { state } of facts) {
      const weakest = facts.find((fact) => fact.state === state && !ruleOf(type, fact.fact)?.isConcluded);
      expect(factBehind(type, weakest?.state as Parameters<typeof factBehind>[1])).toBe(weakest?.fact);
    }
  });

  test('notes and unknown facts decide nothing', () => {
    expect(stateOfNames(type)).toBe('Initial');
    expect(stateOfNames(type, 'unsent', 'adjusted', 'unknown')).toBe('Initial');
    expect(ruleOf(type, 'unsent')).toBeUndefined();
  });
});

test('what is recorded as cancelled is never taken for what was concluded from an order', () => {
  expect(factBehind('CancelAuthorization', 'Success')).toBe('cancelled');
});

test('a state that no rule leads to is a mistake of ours', () => {
  expect(() => factBehind('Chargeback', 'Pending')).toThrow('Chargeback');
});

test('every name of a fact is listed once', () => {
  const names = transactionTypes.flatMap((type) => linesOf(type).flatMap(({ facts }) => facts));
  expect([...factNames].sort()).toEqual([...new Set(names)].sort());
});
