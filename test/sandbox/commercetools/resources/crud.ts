import { concurrentModification } from '../http/errors.ts';
import { created, jsonOf, ok, type Answer } from '../http/exchange.ts';
import type { Route, RoutedRequest } from '../http/router.ts';
import type { Database, ResourceIdentifier } from '../store/database.ts';
import type { Resource } from '../store/resource.ts';
import { queryOptionsOf, versionOf } from './query-parameters.ts';

/** The rules of a kind of resource that is written here and not by commercetools-mock. */
export interface WriteRules<T extends Resource> {
  readonly create: (body: unknown, clientId: string) => T;
  readonly update: (resource: T, body: unknown, clientId: string) => T;
}

const single = (
  method: string,
  path: string,
  handle: (request: RoutedRequest, identifier: ResourceIdentifier) => Answer,
): Route[] => [
  { method, pattern: `/${path}/key=:key`, handle: (request) => handle(request, { key: request.params.key }) },
  { method, pattern: `/${path}/:id`, handle: (request) => handle(request, { id: request.params.id }) },
];

/** The resource as it is answered: with the references that the request asks to expand. */
const expanded = (db: Database, request: RoutedRequest, resource: Resource): Resource =>
  db.expand(resource, request.query.getAll('expand'));

/** `GET` one by id or key, and the query, of `/{path}`. */
export const readRoutes = (db: Database, path: string, typeId: string): Route[] => [
  ...single('GET', path, (request, identifier) => ok(expanded(db, request, db.get(typeId, identifier)))),
  {
    method: 'GET',
    pattern: `/${path}`,
    handle: (request) => {
      const page = db.laggingQuery(typeId, queryOptionsOf(request.query));
      return ok({ ...page, results: page.results.map((resource) => expanded(db, request, resource)) });
    },
  },
];

/** @throws CtError 400 without a version in the query, 409 with another than the resource's */
function deleteResource(db: Database, typeId: string, resource: Resource, query: URLSearchParams): Answer {
  const version = versionOf(query);
  if (version !== resource.version) throw concurrentModification(resource.id, version, resource.version);
  db.table(typeId).delete(resource.id);
  return ok(resource);
}

/** `DELETE` by id or key. @param check refuses to delete, for a reason of the resource's own */
export const deleteRoutes = (
  db: Database,
  path: string,
  typeId: string,
  check?: (resource: Resource) => void,
): Route[] =>
  single('DELETE', path, (request, identifier) => {
    const resource = db.get(typeId, identifier);
    check?.(resource);
    return deleteResource(db, typeId, resource, request.query);
  });

/** `POST` of a draft, and of update actions by id or key. */
export const writeRoutes = <T extends Resource>(
  db: Database,
  path: string,
  typeId: string,
  rules: WriteRules<T>,
): Route[] => [
  {
    method: 'POST',
    pattern: `/${path}`,
    handle: (request) => {
      const resource = rules.create(jsonOf(request), request.caller.clientId);
      db.table(typeId).put(resource);
      return created(expanded(db, request, resource));
    },
  },
  ...single('POST', path, (request, identifier) => {
    const before = db.get(typeId, identifier) as T;
    const after = rules.update(before, jsonOf(request), request.caller.clientId);
    if (after !== before) db.table(typeId).put(after);
    return ok(expanded(db, request, after));
  }),
];
