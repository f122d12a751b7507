import { AbstractStorage, InMemoryStorage } from '@labdigital/commercetools-mock';
import type { Cart, Project, TaxRate } from '@commercetools/platform-sdk';
import { withoutRepeatedPayments } from '../carts/payment-links.ts';
import { pricedCart } from '../carts/pricing.ts';
import { CustomFieldsReader, type CustomFieldsDraft } from '../resources/custom-fields.ts';
import { withIsoDigits } from '../resources/money.ts';
import { checkType } from '../resources/types.ts';
import type { Database } from '../store/database.ts';
import type { QueryOptions } from '../store/query.ts';
import type { Resource } from '../store/resource.ts';
import { asMockError } from './errors.ts';

type TypeId = Parameters<AbstractStorage['count']>[1];
type MockQuery = Parameters<AbstractStorage['query']>[2];
type MockGet = { readonly expand?: string[] };

const listOf = (value: string | string[] | undefined): string[] => {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
};

const copy = (resource: object): never => structuredClone(resource) as never;

const translated = async (work: () => never): Promise<never> => {
  try {
    return await Promise.resolve(work());
  } catch (error) {
    throw asMockError(error);
  }
};

/** Resource type that a custom type must be made for, by what carries it. */
const CUSTOMIZABLE: Readonly<Record<string, string>> = {
  cart: 'order',
  order: 'order',
  customer: 'customer',
};

/** What commercetools computes or checks whenever such a resource is written. */
const whenWritten = (db: Database, typeId: string, resource: Resource): Resource => {
  if (typeId === 'type') return checkType(db, resource);
  const resourceTypeId = CUSTOMIZABLE[typeId];
  const { custom } = resource as { readonly custom?: CustomFieldsDraft };
  if (resourceTypeId !== undefined && custom) new CustomFieldsReader(db).create(custom, resourceTypeId);
  if (typeId !== 'cart') return resource;
  return pricedCart(withoutRepeatedPayments(resource as unknown as Cart), {
    categoryOf: (productId) =>
      (db.find('product', { id: productId }) as { taxCategory?: { id: string } } | undefined)?.taxCategory
        ?.id,
    rates: (id) => (db.find('tax-category', { id }) as { rates?: TaxRate[] } | undefined)?.rates ?? [],
  });
};

/**
 * commercetools-mock's storage on the sandbox's own database, so that what the mock writes obeys the same rules (unique
 * keys, ISO digits, taxes) and both see one truth.
 *
 * The mock does not export the types of its resources; `never` fits each of them.
 */
export class MockStorage extends AbstractStorage {
  readonly #db: Database;
  // Only project settings, which are no resource with an id.
  readonly #projects = new InMemoryStorage();

  constructor(db: Database) {
    super();
    this.#db = db;
  }

  override clear(): Promise<void> {
    this.#db.clear();
    return this.#projects.clear();
  }

  override addProject(projectKey: string): Promise<Project> {
    return this.#projects.addProject(projectKey);
  }

  override getProject(projectKey: string): Promise<Project> {
    return this.#projects.getProject(projectKey);
  }

  override saveProject(project: Project): Promise<Project> {
    return this.#projects.saveProject(project);
  }

  override all(_projectKey: string, typeId: TypeId): Promise<never[]> {
    return Promise.resolve([...this.#db.table(typeId).all()].map(copy));
  }

  override count(_projectKey: string, typeId: TypeId): Promise<number> {
    return Promise.resolve(this.#db.table(typeId).size);
  }

  override add(
    _projectKey: string,
    typeId: TypeId,
    resource: Resource,
    params: MockGet = {},
  ): Promise<never> {
    return translated(() => {
      const clean = JSON.parse(JSON.stringify(resource)) as Resource;
      const written = whenWritten(this.#db, typeId, withIsoDigits(clean));
      this.#db.table(typeId).put(written);
      return copy(this.#db.expand(written, params.expand ?? []));
    });
  }

  override get(_projectKey: string, typeId: TypeId, id: string, params: MockGet = {}): Promise<never> {
    return this.#one(this.#db.find(typeId, { id }), params);
  }

  override getByKey(_projectKey: string, typeId: TypeId, key: string, params: MockGet = {}): Promise<never> {
    return this.#one(this.#db.find(typeId, { key }), params);
  }

  override getByContainerAndKey(): Promise<never> {
    return this.#one(undefined, {});
  }

  override delete(_projectKey: string, typeId: TypeId, id: string, params: MockGet = {}): Promise<never> {
    const resource = this.#db.find(typeId, { id });
    if (resource) this.#db.table(typeId).delete(id);
    return this.#one(resource, params);
  }

  override query(_projectKey: string, typeId: TypeId, params: MockQuery): Promise<never> {
    const variables = Object.fromEntries(
      Object.entries(params)
        .filter(([name]) => name.startsWith('var.'))
        .map(([name, value]) => [name.slice('var.'.length), value as string | string[]]),
    );
    const options: QueryOptions = {
      where: listOf(params.where),
      sort: listOf(params.sort),
      limit: params.limit,
      offset: params.offset,
      variables,
    };
    return translated(() => {
      const page = this.#db.query(typeId, options);
      const results = page.results.map((resource) => this.#db.expand(resource, listOf(params.expand)));
      return copy({ ...page, results });
    });
  }

  override expand<T>(_projectKey: string, resource: T, clause: string | string[] | undefined): Promise<T> {
    if (typeof resource !== 'object' || resource === null) return Promise.resolve(resource);
    // The mock goes on with the object that it gave, not with the one it gets.
    return Promise.resolve(Object.assign(resource, this.#db.expand(resource, listOf(clause))));
  }

  #one(resource: Resource | undefined, params: MockGet): Promise<never> {
    if (!resource) return Promise.resolve(null as never);
    return Promise.resolve(copy(this.#db.expand(resource, params.expand ?? [])));
  }
}
