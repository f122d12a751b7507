import { invalidInput } from '../http/errors.ts';
import { checkFields } from './known-fields.ts';
import { matches, type Variables } from './matches.ts';
import { parsePredicate } from './predicate.ts';
import type { Resource } from './resource.ts';
import { sorted } from './sort.ts';
import type { Queried } from './table.ts';

export interface QueryOptions {
  readonly where?: readonly string[] | undefined;
  readonly variables?: Variables | undefined;
  readonly sort?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly withTotal?: boolean | undefined;
}

export interface PagedResult<T = Resource> {
  readonly limit: number;
  readonly offset: number;
  readonly count: number;
  readonly total?: number;
  readonly results: readonly T[];
}

const DEFAULT_LIMIT = 20;
// https://docs.commercetools.com/api/general-concepts#query-features
const HIGHEST_LIMIT = 500;
const HIGHEST_OFFSET = 10_000;

const within = (name: string, value: number, highest: number): number => {
  if (!Number.isInteger(value) || value < 0 || value > highest)
    throw invalidInput(`Malformed parameter: ${name}: must be within 0 and ${highest}.`);
  return value;
};

/**
 * One page of the resources that fulfil all predicates.
 *
 * @throws CtError 400 `InvalidInput` for a predicate, sort, limit or offset that commercetools refuses
 */
export function query(typeId: string, table: Queried, options: QueryOptions): PagedResult {
  const limit = within('limit', options.limit ?? DEFAULT_LIMIT, HIGHEST_LIMIT);
  const offset = within('offset', options.offset ?? 0, HIGHEST_OFFSET);
  const variables = options.variables ?? {};
  const predicates = (options.where ?? []).map(parsePredicate);
  for (const predicate of predicates) checkFields(typeId, predicate);
  const found = [...table.candidates(predicates, variables)].filter((resource) =>
    predicates.every((predicate) => matches(predicate, resource, variables)),
  );
  const results = sorted(found, options.sort ?? []).slice(offset, offset + limit);
  return {
    limit,
    offset,
    count: results.length,
    ...(options.withTotal === false ? {} : { total: found.length }),
    results,
  };
}
