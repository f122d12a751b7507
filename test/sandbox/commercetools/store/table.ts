import { duplicateField, resourceSizeLimitExceeded } from '../http/errors.ts';
import { indexesOf, type IndexDefinition } from './indexes.ts';
import { operandValues, type Variables } from './matches.ts';
import type { Operand, Predicate } from './predicate.ts';
import { Past } from './past.ts';
import type { Resource } from './resource.ts';

const smaller = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> => (a.size <= b.size ? a : b);

/** What a query reads: at least the resources that can fulfil the predicates. */
export interface Queried {
  candidates(predicates: readonly Predicate[], variables: Variables): Iterable<Resource>;
}

// https://docs.commercetools.com/api/limits: of every document.
const HIGHEST_SIZE = 16 * 1024 * 1024;

/** All resources of one type, with their indexes. Stored objects are never changed, only replaced. */
export class Table implements Queried {
  readonly #rows = new Map<string, Resource>();
  readonly #definitions: readonly IndexDefinition[];
  readonly #indexes: ReadonlyMap<string, Map<string, Set<string>>>;
  readonly #past = new Past();
  readonly #lagMs: () => number;

  /** @param lagMs how far back `before` can look, in milliseconds */
  constructor(typeId: string, lagMs: () => number = () => 0) {
    this.#lagMs = lagMs;
    this.#definitions = indexesOf(typeId);
    this.#indexes = new Map(this.#definitions.map(({ path }) => [path, new Map<string, Set<string>>()]));
  }

  get size(): number {
    return this.#rows.size;
  }

  all(): Iterable<Resource> {
    return this.#rows.values();
  }

  get(id: string): Resource | undefined {
    return this.#rows.get(id);
  }

  /** The first resource that has the value in the indexed field. */
  find(path: string, value: string): Resource | undefined {
    const [id] = this.#indexes.get(path)?.get(value) ?? [];
    return id === undefined ? undefined : this.#rows.get(id);
  }

  /** @throws CtError 400 `DuplicateField` or `ResourceSizeLimitExceeded`, before anything is changed */
  put(resource: Resource): void {
    if (Buffer.byteLength(JSON.stringify(resource)) > HIGHEST_SIZE) throw resourceSizeLimitExceeded();
    for (const definition of this.#definitions) this.#checkUnique(definition, resource);
    this.#remember(resource.id);
    this.#unindex(resource.id);
    this.#rows.set(resource.id, resource);
    for (const { path, values } of this.#definitions) {
      const entries = this.#indexes.get(path);
      for (const value of values(resource)) {
        const ids = entries?.get(value);
        if (ids) ids.add(resource.id);
        else entries?.set(value, new Set([resource.id]));
      }
    }
  }

  delete(id: string): void {
    this.#remember(id);
    this.#unindex(id);
    this.#rows.delete(id);
  }

  clear(): void {
    this.#past.clear();
    this.#rows.clear();
    for (const entries of this.#indexes.values()) entries.clear();
  }

  /** The resources that can fulfil the predicate: few when an index answers it, else all of them. */
  candidates(predicates: readonly Predicate[], variables: Variables): Iterable<Resource> {
    const found = predicates
      .map((predicate) => this.#ids(predicate, variables, ''))
      .filter((ids) => ids !== undefined);
    if (found.length === 0) return this.#rows.values();
    return [...found.reduce(smaller)].flatMap((id) => this.#rows.get(id) ?? []);
  }

  /** What a query reads that does not see the writes after `at`. */
  before(at: number): Queried {
    const rows = this.#past.rows(this.#rows, at);
    return { candidates: () => rows.values() };
  }

  #remember(id: string): void {
    const lagMs = this.#lagMs();
    if (lagMs > 0) this.#past.record(id, this.#rows.get(id), lagMs);
  }

  #ids(predicate: Predicate, variables: Variables, prefix: string): ReadonlySet<string> | undefined {
    switch (predicate.kind) {
      case 'compare':
        return predicate.operator === '='
          ? this.#indexed(prefix + predicate.field, [predicate.value], variables)
          : undefined;
      case 'in':
        return predicate.negated
          ? undefined
          : this.#indexed(prefix + predicate.field, predicate.values, variables);
      case 'nested':
        return this.#ids(predicate.of, variables, `${prefix}${predicate.field}.`);
      case 'and':
      case 'or': {
        const left = this.#ids(predicate.left, variables, prefix);
        const right = this.#ids(predicate.right, variables, prefix);
        if (predicate.kind === 'or') return left && right && new Set([...left, ...right]);
        return left && right ? smaller(left, right) : (left ?? right);
      }
      case 'not':
      case 'contains':
      case 'is':
        return undefined;
    }
  }

  #indexed(
    path: string,
    operands: readonly Operand[],
    variables: Variables,
  ): ReadonlySet<string> | undefined {
    const values = operands.flatMap((operand) => operandValues(operand, variables)).map(String);
    if (path === 'id') return new Set(values.filter((id) => this.#rows.has(id)));
    const entries = this.#indexes.get(path);
    return entries && new Set(values.flatMap((value) => [...(entries.get(value) ?? [])]));
  }

  /** A value is unique within a resource too, where the field stands in a list of it. */
  #checkUnique({ path, values, unique }: IndexDefinition, resource: Resource): void {
    if (!unique) return;
    const seen = new Set<string>();
    for (const value of values(resource)) {
      const owners = [...(this.#indexes.get(path)?.get(value) ?? [])];
      if (seen.has(value) || owners.some((id) => id !== resource.id))
        throw duplicateField(unique.field, unique.value(value));
      seen.add(value);
    }
  }

  #unindex(id: string): void {
    const before = this.#rows.get(id);
    if (!before) return;
    for (const { path, values } of this.#definitions) {
      const entries = this.#indexes.get(path);
      for (const value of values(before)) {
        const ids = entries?.get(value);
        ids?.delete(id);
        if (ids?.size === 0) entries?.delete(value);
      }
    }
  }
}
