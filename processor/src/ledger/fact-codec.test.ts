import { describe, expect, test } from 'vitest';
import { pspReference } from '../test-support/identifiers.ts';
import { fc } from '../test-support/properties.ts';
import { decodeFact, encodeFact, encodeFacts } from './fact-codec.ts';
import { followUpNames, noteNames, type Fact } from './fact.ts';
import { factNames } from './rules.ts';

const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });

// What stored Payments hold: never to be changed.
test.each<[string, Fact]>([
  ['started', { name: 'started' }],
  ['unsent', { name: 'unsent' }],
  ['answered', { name: 'answered' }],
  ['authorised', { name: 'authorised' }],
  ['authorised 6000 EUR', { name: 'authorised', amount: eur(6000) }],
  ['expired', { name: 'expired' }],
  ['expired 600 EUR', { name: 'expired', amount: eur(600) }],
  [
    'adjusted 2026-01-01T10:00:00.000Z 1500 EUR QFQTPCQ8HXSKGK82',
    {
      name: 'adjusted',
      at: '2026-01-01T10:00:00.000Z',
      amount: eur(1500),
      pspReference: pspReference('QFQTPCQ8HXSKGK82'),
    },
  ],
  [
    'orderClosed refund 861617275047284E 1000 EUR',
    { name: 'orderClosed', refund: true, pspReference: pspReference('861617275047284E'), amount: eur(1000) },
  ],
  [
    'orderClosed cancel 861617275047284E 1000 EUR',
    { name: 'orderClosed', refund: false, pspReference: pspReference('861617275047284E'), amount: eur(1000) },
  ],
  ['stated manual', { name: 'stated', capture: 'manual' }],
  ['stated immediate', { name: 'stated', capture: 'immediate' }],
  ['stated 24', { name: 'stated', capture: 24 }],
  ['endsRest', { name: 'endsRest' }],
  ['joined 0a1-b2', { name: 'joined', requestId: '0a1-b2' }],
  ['left 0a1-b2', { name: 'left', requestId: '0a1-b2' }],
  ['updateAsked 0a1 b2', { name: 'updateAsked', keyDigest: '0a1', contentDigest: 'b2' }],
  ['undone', { name: 'undone' }],
  ['undone 2026-01-01T10:00:00.000Z', { name: 'undone', at: '2026-01-01T10:00:00.000Z' }],
  [
    'orderChange asked 2026-01-01T10:00:00.000Z 1500 EUR',
    { name: 'orderChange', stage: 'asked', at: '2026-01-01T10:00:00.000Z', amount: eur(1500) },
  ],
  [
    'orderChange lost 2026-01-01T10:00:00.000Z 1500 EUR',
    { name: 'orderChange', stage: 'lost', at: '2026-01-01T10:00:00.000Z', amount: eur(1500) },
  ],
  ['reversed', { name: 'reversed' }],
  ['reversed D1 400 EUR', { name: 'reversed', pspReference: pspReference('D1'), amount: eur(400) }],
  ['won  400 EUR', { name: 'won', pspReference: pspReference(''), amount: eur(400) }],
])('%s is read and written', (text, fact) => {
  expect(decodeFact(text)).toEqual(fact);
  expect(encodeFact(fact)).toBe(text);
});

test.each([
  '',
  ' ',
  'settled',
  'Authorised',
  'constructor',
  'unknown',
  'started 600 EUR',
  'captured 600 EUR',
  'authorised ',
  'authorised EUR 600',
  'authorised 0600 EUR',
  'authorised 6.5 EUR',
  'authorised 1e3 EUR',
  'authorised 9007199254740993 EUR',
  'authorised undefined undefined',
  'authorised 600 EUR A1',
  'expired 600',
  'stated',
  'stated account',
  'stated 0',
  'stated 024',
  'adjusted',
  'adjusted yesterday 600 EUR A1',
  'adjusted 2026-01-01 600 EUR A1',
  'adjusted 2026-01-01T10:00:00.000Z much EUR A1',
  'adjusted 2026-01-01T10:00:00.000Z 600 EUR',
  'orderClosed lost O1 600 EUR',
  'orderClosed refund O1 all EUR',
  'orderClosed O1 600 EUR',
  'reversed D1',
  'reversed 400 EUR',
  'reversed D1 some EUR',
  'debited D1 400 EUR',
])('%j means nothing, and is kept', (text) => {
  expect(decodeFact(text)).toEqual({ name: 'unknown', text });
  expect(encodeFact(decodeFact(text))).toBe(text);
});

test('the field is sorted', () => {
  expect(
    encodeFacts([{ name: 'started' }, { name: 'unknown', text: 'later' }, { name: 'authorised' }]),
  ).toEqual(['authorised', 'later', 'started']);
});

describe('any fact, any text', () => {
  const amount = fc.record({
    centAmount: fc.maxSafeInteger(),
    currencyCode: fc.constantFrom('EUR', 'CLP', 'KWD'),
  });
  const reference = fc.string().map((text) => pspReference(text));
  const at = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  const fact: fc.Arbitrary<Fact> = fc.oneof(
    fc.record({ name: fc.constantFrom(...factNames, ...noteNames) }),
    fc.record({ name: fc.constantFrom('authorised' as const, 'expired' as const), amount }),
    fc.record({ name: fc.constant('adjusted' as const), at, amount, pspReference: reference }),
    fc.record({
      name: fc.constant('orderClosed' as const),
      refund: fc.boolean(),
      pspReference: reference,
      amount,
    }),
    fc.record({ name: fc.constantFrom(...followUpNames), pspReference: reference, amount }),
  );
  /** Texts that are nearly facts, too. */
  const text = fc.oneof(
    fc.string(),
    fact.map(encodeFact),
    fc
      .tuple(
        fc.constantFrom('adjusted', 'orderClosed refund', ...factNames),
        fc.array(fc.constantFrom('1', '-0', '01', 'EUR', 'A1', '', '2026-01-01T00:00:00.000Z', 'undefined')),
      )
      .map(([name, words]) => [name, ...words].join(' ')),
  );

  test('is read as it was written', () => {
    fc.assert(
      fc.property(fact, (given) => {
        expect(decodeFact(encodeFact(given))).toEqual(given);
      }),
    );
  });

  test('is written as it was read', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(encodeFact(decodeFact(given))).toBe(given);
      }),
    );
  });
});
