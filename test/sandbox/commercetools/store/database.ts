import { referencedResourceNotFound, resourceNotFound } from '../http/errors.ts';
import { expand } from './expand.ts';
import { masked } from './masking.ts';
import { query, type PagedResult, type QueryOptions } from './query.ts';
import type { Resource } from './resource.ts';
import { Table } from './table.ts';

/** Points at a resource by its id or by its key. */
export interface ResourceIdentifier {
  readonly typeId?: string | undefined;
  readonly id?: string | undefined;
  readonly key?: string | undefined;
}

/** Everything the embedded commercetools keeps: a table per resource type, in memory. */
export class Database {
  readonly #tables = new Map<string, Table>();
  /** How far predicate queries of the API lag behind writes; reads by id and by key never do. */
  queryLagMs = 0;

  table(typeId: string): Table {
    const known = this.#tables.get(typeId);
    if (known) return known;
    const table = new Table(typeId, () => this.queryLagMs);
    this.#tables.set(typeId, table);
    return table;
  }

  find(typeId: string, identifier: ResourceIdentifier): Resource | undefined {
    const table = this.table(typeId);
    if (identifier.id !== undefined) return table.get(identifier.id);
    return identifier.key === undefined ? undefined : table.find('key', identifier.key);
  }

  /** @throws CtError 404 `ResourceNotFound` */
  get(typeId: string, identifier: ResourceIdentifier): Resource {
    const resource = this.find(typeId, identifier);
    if (resource) return resource;
    throw resourceNotFound(
      identifier.id === undefined ? `key '${identifier.key ?? ''}'` : `ID '${identifier.id}'`,
    );
  }

  /** @throws CtError 400 `ReferencedResourceNotFound` */
  referenced(typeId: string, identifier: ResourceIdentifier): Resource {
    const resource = this.find(typeId, identifier);
    if (resource) return resource;
    const { id, key } = identifier;
    throw referencedResourceNotFound(typeId, id === undefined ? { key } : { id });
  }

  query(typeId: string, options: QueryOptions): PagedResult {
    return query(typeId, this.table(typeId), options);
  }

  /** The query as a client of the API sees it: without the writes of the last `queryLagMs`. */
  laggingQuery(typeId: string, options: QueryOptions): PagedResult {
    if (this.queryLagMs === 0) return this.query(typeId, options);
    return query(typeId, this.table(typeId).before(Date.now() - this.queryLagMs), options);
  }

  expand<T extends object>(resource: T, paths: readonly string[]): T {
    return expand(resource, paths, (typeId, identifier) => {
      const found = this.find(typeId, identifier);
      return found && masked(typeId, found);
    });
  }

  clear(): void {
    for (const table of this.#tables.values()) table.clear();
  }
}
