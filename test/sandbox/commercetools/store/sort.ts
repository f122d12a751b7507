import { invalidInput } from '../http/errors.ts';

const SORT = /^\s*(?<path>[\w-]+(?:\.[\w-]+)*)(?:\s+(?<direction>asc|desc))?\s*$/;

const valueAt = (target: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, field) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined,
    target,
  );

const compare = (a: unknown, b: unknown): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  return Number(a === undefined) - Number(b === undefined);
};

/**
 * The resources in the order of expressions such as `createdAt desc` or `paymentMethodInfo.method`.
 *
 * @throws CtError 400 `InvalidInput` for anything else
 */
export function sorted<T>(resources: readonly T[], expressions: readonly string[]): readonly T[] {
  if (expressions.length === 0) return resources;
  const keys = expressions.map((expression) => {
    const groups = SORT.exec(expression)?.groups;
    if (!groups?.path) throw invalidInput(`Malformed parameter: sort: '${expression}'.`);
    return { path: groups.path.split('.'), sign: groups.direction === 'desc' ? -1 : 1 };
  });
  return resources.toSorted((a, b) => {
    for (const { path, sign } of keys) {
      const difference = compare(valueAt(a, path), valueAt(b, path)) * sign;
      if (difference !== 0) return difference;
    }
    return 0;
  });
}
