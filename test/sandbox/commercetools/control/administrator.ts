import type { Api } from '../api.ts';
import type { Caller } from '../http/router.ts';
import { withIsoDigits } from '../resources/money.ts';
import type { Database } from '../store/database.ts';
import type { Resource } from '../store/resource.ts';

/** The sandbox's own way to the data: no token, no fault, and no line in the journal. */
export class Administrator {
  readonly #api: Api;
  readonly #db: Database;
  readonly #caller: Caller;

  constructor(api: Api, db: Database, projectKey: string) {
    this.#api = api;
    this.#db = db;
    this.#caller = { clientId: 'sandbox', scopes: [`manage_locked_carts:${projectKey}`] };
  }

  /**
   * A request to the project's API.
   *
   * @param path below the project, e.g. `/products?limit=500`
   * @throws Error with the answer, when it is not a success
   */
  async request<T>(method: string, path: string, body?: object): Promise<T> {
    const [bare = '', search = ''] = path.split('?');
    const text = body === undefined ? '' : JSON.stringify(body);
    const request = { method, path: bare, query: new URLSearchParams(search), headers: {}, text };
    const answer = await this.#api.within(bare, request, this.#caller);
    const content: unknown =
      typeof answer.body === 'string' ? JSON.parse(answer.body) : structuredClone(answer.body);
    if (answer.status >= 400)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(content)}`);
    return content as T;
  }

  /** Stores the resource as it is, whatever its version and its prices are. */
  put(typeId: string, resource: Resource): void {
    this.#db.table(typeId).put(withIsoDigits(structuredClone(resource)));
  }

  get(typeId: string, id: string): Resource {
    return structuredClone(this.#db.get(typeId, { id }));
  }

  all(typeId: string): Resource[] {
    return [...this.#db.table(typeId).all()].map((resource) => structuredClone(resource));
  }
}
