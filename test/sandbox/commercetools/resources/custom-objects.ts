import { z } from 'zod';
import { concurrentModification, invalidField, resourceNotFound } from '../http/errors.ts';
import { created, jsonOf, ok, type Answer } from '../http/exchange.ts';
import type { Route, RoutedRequest } from '../http/router.ts';
import type { Database } from '../store/database.ts';
import { newResource, nextVersion, type Resource } from '../store/resource.ts';
import { queryOptionsOf } from './query-parameters.ts';
import { parse } from './parse.ts';

const TYPE = 'key-value-document';
const NAME = /^[-_~.a-zA-Z0-9]{1,256}$/;

const draftSchema = z.object({
  container: z.string(),
  key: z.string(),
  value: z.unknown(),
  version: z.int().nonnegative().optional(),
});

interface StoredCustomObject extends Resource {
  readonly container: string;
  readonly key: string;
  readonly value: unknown;
}

const checkName = (field: string, name: string): void => {
  if (!NAME.test(name)) throw invalidField(field, name);
};

export const findCustomObject = (
  db: Database,
  container: string,
  key: string,
): StoredCustomObject | undefined =>
  db.table(TYPE).find('container and key', `${container}\n${key}`) as StoredCustomObject | undefined;

const get = (db: Database, { container = '', key = '' }: RoutedRequest['params']): StoredCustomObject => {
  const found = findCustomObject(db, container, key);
  if (found) return found;
  throw resourceNotFound(`container '${container}' and key '${key}'`);
};

/**
 * Creates or replaces. With a version the object must have that very version; version 0 creates only where there is
 * none, which is what makes a custom object a lock between instances.
 */
function save(db: Database, request: RoutedRequest): Answer {
  const { container, key, value, version } = parse(draftSchema, jsonOf(request));
  checkName('container', container);
  checkName('key', key);
  const before = findCustomObject(db, container, key);
  const current = before?.version ?? 0;
  if (version !== undefined && version !== current)
    throw concurrentModification(before?.id ?? `${container}/${key}`, version, current);
  const content = { container, key, value };
  const { clientId } = request.caller;
  const after = before
    ? nextVersion({ ...before, ...content }, clientId)
    : { ...newResource(clientId), ...content };
  db.table(TYPE).put(after);
  return before ? ok(after) : created(after);
}

function remove(db: Database, request: RoutedRequest): Answer {
  const found = get(db, request.params);
  const version = request.query.get('version');
  if (version !== null && Number(version) !== found.version)
    throw concurrentModification(found.id, Number(version), found.version);
  db.table(TYPE).delete(found.id);
  return ok(found);
}

/** The Custom Objects API. */
export const customObjectRoutes = (db: Database): Route[] => [
  { method: 'GET', pattern: '/custom-objects/:container/:key', handle: ({ params }) => ok(get(db, params)) },
  {
    method: 'GET',
    pattern: '/custom-objects/:container',
    handle: ({ params, query }) => {
      const options = queryOptionsOf(query);
      const inContainer = `container="${params.container ?? ''}"`;
      return ok(db.laggingQuery(TYPE, { ...options, where: [...(options.where ?? []), inContainer] }));
    },
  },
  {
    method: 'GET',
    pattern: '/custom-objects',
    handle: ({ query }) => ok(db.laggingQuery(TYPE, queryOptionsOf(query))),
  },
  { method: 'POST', pattern: '/custom-objects', handle: (request) => save(db, request) },
  { method: 'DELETE', pattern: '/custom-objects/:container/:key', handle: (request) => remove(db, request) },
];
