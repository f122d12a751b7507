import { describe, expect, test } from 'vitest';
import { pspReference } from '../test-support/identifiers.ts';
import { FactSet } from './fact-set.ts';
import type { Fact } from './fact.ts';

const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });

/** No two of them say the same. */
const different: readonly Fact[] = [
  { name: 'authorised' },
  { name: 'authorised', amount: eur(600) },
  { name: 'authorised', amount: eur(700) },
  { name: 'authorised', amount: { centAmount: 600, currencyCode: 'USD' } },
  { name: 'expired', amount: eur(600) },
  { name: 'adjusted', at: '2026-01-01T10:00:00.000Z', amount: eur(600), pspReference: pspReference('J1') },
  { name: 'adjusted', at: '2026-01-02T10:00:00.000Z', amount: eur(600), pspReference: pspReference('J1') },
  { name: 'adjusted', at: '2026-01-01T10:00:00.000Z', amount: eur(600), pspReference: pspReference('J2') },
  { name: 'orderClosed', refund: true, pspReference: pspReference('O1'), amount: eur(600) },
  { name: 'orderClosed', refund: false, pspReference: pspReference('O1'), amount: eur(600) },
  { name: 'unknown', text: 'settled' },
  { name: 'unknown', text: 'settled 600 EUR' },
];

const copy = (fact: Fact): Fact => JSON.parse(JSON.stringify(fact)) as Fact;

describe('a set of facts', () => {
  test('holds each once, in the order in which they became known', () => {
    const facts = new FactSet([...different, ...different.map(copy)]);
    expect([...facts]).toEqual(different);
    expect(facts.size).toBe(different.length);
    for (const fact of different) {
      expect(facts.includes(copy(fact))).toBe(true);
      expect(facts.add(copy(fact))).toBe(false);
    }
  });

  test('takes a fact that is new, and gives up the very one that is named', () => {
    for (const fact of different) {
      const others = different.filter((other) => other !== fact);
      const facts = new FactSet(others);
      expect(facts.includes(fact)).toBe(false);
      expect(facts.delete(fact)).toBe(false);
      expect(facts.add(fact)).toBe(true);
      expect(facts.delete(copy(fact))).toBe(true);
      expect([...facts]).toEqual(others);
    }
  });

  test('is asked by name, whatever else a fact says', () => {
    const facts = new FactSet(different);
    expect(facts.has('expired')).toBe(true);
    expect(facts.has('answered')).toBe(false);
    expect(facts.named('orderClosed').map(({ refund }) => refund)).toEqual([true, false]);
    expect(facts.named('answered')).toEqual([]);
    expect(new FactSet().size).toBe(0);
  });
});
