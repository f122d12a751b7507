import { invalidInput } from '../http/errors.ts';
import type { QueryOptions } from '../store/query.ts';

const numberOf = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw invalidInput(`Malformed parameter: ${name}: '${text}' is not a number.`);
  return Number(text);
};

/** The query features of https://docs.commercetools.com/api/general-concepts#query-features. */
export function queryOptionsOf(query: URLSearchParams): QueryOptions {
  const variables: Record<string, readonly string[]> = {};
  for (const name of query.keys()) {
    if (name.startsWith('var.')) variables[name.slice('var.'.length)] = query.getAll(name);
  }
  return {
    where: query.getAll('where'),
    sort: query.getAll('sort'),
    limit: numberOf(query, 'limit'),
    offset: numberOf(query, 'offset'),
    withTotal: query.get('withTotal') !== 'false',
    variables,
  };
}

/** The version that a DELETE must carry. @throws CtError 400 */
export function versionOf(query: URLSearchParams): number {
  const version = numberOf(query, 'version');
  if (version === undefined) throw invalidInput('Missing required query parameter: version');
  return version;
}
