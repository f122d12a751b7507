import { invalidInput } from '../http/errors.ts';
import type { Comparison, Operand, Predicate } from './predicate.ts';

/** Values of `:name` in a predicate: the query parameters `var.name`. */
export type Variables = Readonly<Record<string, string | readonly string[]>>;

/** Every value that an operand stands for; a variable may hold a list. */
export function operandValues(operand: Operand, variables: Variables): readonly unknown[] {
  if ('literal' in operand) return [operand.literal];
  const value = variables[operand.variable];
  if (value === undefined) throw invalidInput(`Missing parameter value for ${operand.variable}`);
  return typeof value === 'string' ? [value] : value;
}

const asList = (value: unknown): readonly unknown[] => {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
};

const valuesOf = (target: unknown, field: string): readonly unknown[] =>
  typeof target === 'object' && target !== null ? asList((target as Record<string, unknown>)[field]) : [];

// A variable is always text; commercetools reads it by the type of the field.
const same = (value: unknown, other: unknown): boolean =>
  value === other || (typeof value === 'number' && typeof other === 'string' && value === Number(other));

const order = (value: unknown, other: unknown): number => {
  if (typeof value === 'number') return value - Number(other);
  if (typeof value !== 'string') return Number.NaN;
  const text = String(other);
  return value < text ? -1 : Number(value > text);
};

const COMPARE: Readonly<Record<Comparison, (value: unknown, other: unknown) => boolean>> = {
  '=': same,
  '<>': (value, other) => !same(value, other),
  '<': (value, other) => order(value, other) < 0,
  '<=': (value, other) => order(value, other) <= 0,
  '>': (value, other) => order(value, other) > 0,
  '>=': (value, other) => order(value, other) >= 0,
};

/** Whether the predicate holds for the resource (or for one of an array's elements, inside of it). */
export function matches(predicate: Predicate, target: unknown, variables: Variables): boolean {
  switch (predicate.kind) {
    case 'and':
      return matches(predicate.left, target, variables) && matches(predicate.right, target, variables);
    case 'or':
      return matches(predicate.left, target, variables) || matches(predicate.right, target, variables);
    case 'not':
      return !matches(predicate.of, target, variables);
    case 'nested':
      return valuesOf(target, predicate.field).some((inner) => matches(predicate.of, inner, variables));
    case 'compare': {
      const [other] = operandValues(predicate.value, variables);
      return valuesOf(target, predicate.field).some((value) => COMPARE[predicate.operator](value, other));
    }
    case 'in': {
      const wanted = predicate.values.flatMap((operand) => operandValues(operand, variables));
      const found = valuesOf(target, predicate.field).some((value) =>
        wanted.some((other) => same(value, other)),
      );
      return found !== predicate.negated;
    }
    case 'contains': {
      const wanted = predicate.values.flatMap((operand) => operandValues(operand, variables));
      const has = (other: unknown): boolean =>
        valuesOf(target, predicate.field).some((value) => same(value, other));
      return predicate.quantifier === 'all' ? wanted.every(has) : wanted.some(has);
    }
    case 'is': {
      // A collection without elements and a field without a value are the same to commercetools.
      const isThere = valuesOf(target, predicate.field).length > 0;
      return isThere === ((predicate.state === 'defined') !== predicate.negated);
    }
  }
}
