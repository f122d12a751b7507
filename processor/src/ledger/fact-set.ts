import { sameFact, type Fact, type FactNamed } from './fact.ts';

/** What is known about one transaction: each fact once. A transaction has few, so that a list is searched fastest. */
export class FactSet implements Iterable<Fact> {
  readonly #facts: Fact[] = [];

  constructor(facts: Iterable<Fact> = []) {
    for (const fact of facts) this.add(fact);
  }

  get size(): number {
    return this.#facts.length;
  }

  /** Whether there is a fact of this name, whatever else it says. */
  has(name: Fact['name']): boolean {
    return this.#facts.some((fact) => fact.name === name);
  }

  /** Whether this very fact is there. */
  includes(fact: Fact): boolean {
    return this.#facts.some((known) => sameFact(known, fact));
  }

  /** The facts of a name. */
  named<N extends Fact['name']>(name: N): FactNamed<N>[] {
    return this.#facts.filter((fact): fact is FactNamed<N> => fact.name === name);
  }

  /** @returns whether it was not there before */
  add(fact: Fact): boolean {
    if (this.includes(fact)) return false;
    this.#facts.push(fact);
    return true;
  }

  /** @returns whether it was there */
  delete(fact: Fact): boolean {
    const index = this.#facts.findIndex((known) => sameFact(known, fact));
    if (index < 0) return false;
    this.#facts.splice(index, 1);
    return true;
  }

  [Symbol.iterator](): Iterator<Fact> {
    return this.#facts.values();
  }
}
