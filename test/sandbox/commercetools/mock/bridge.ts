import { CommercetoolsMock } from '@labdigital/commercetools-mock';
import { z } from 'zod';
import { checkAddedPayments } from '../carts/payment-links.ts';
import { concurrentModification } from '../http/errors.ts';
import { jsonOf, type Answer, type HttpRequest } from '../http/exchange.ts';
import { parse } from '../resources/parse.ts';
import type { Database } from '../store/database.ts';
import { MockStorage } from './storage.ts';
import { typeIdOf } from './kinds.ts';

const updateBody = z.object({ version: z.int(), actions: z.array(z.looseObject({ action: z.string() })) });

/** Hands requests to commercetools-mock, one after the other: it is not made for two writers of one resource. */
export class MockBridge {
  readonly #db: Database;
  readonly #mock: CommercetoolsMock;
  #last: Promise<unknown> = Promise.resolve();

  constructor(db: Database, projectKey: string) {
    this.#db = db;
    this.#mock = new CommercetoolsMock({
      storage: new MockStorage(db),
      defaultProjectKey: projectKey,
      silent: true,
    });
  }

  /** @param path below the project, as sent */
  handle(projectKey: string, path: string, request: HttpRequest): Promise<Answer> {
    const answer = this.#last.then(() => this.#forward(projectKey, path, request));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #forward(projectKey: string, path: string, request: HttpRequest): Promise<Answer> {
    if (request.method === 'POST') this.#checkUpdate(path, request);
    const search = request.query.toString();
    const response = await this.#mock.app.inject({
      method: request.method as 'GET',
      url: `/${projectKey}${path}${search === '' ? '' : `?${search}`}`,
      ...(request.text === ''
        ? {}
        : { payload: request.text, headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.statusCode, body: response.body };
  }

  /** What the mock checks late or never: the version, and whose payment it is. */
  #checkUpdate(path: string, request: HttpRequest): void {
    const [, collection = '', name = ''] = path.split('/');
    const typeId = typeIdOf(collection);
    const [, key] = name.split('key=');
    const resource = typeId && this.#db.find(typeId, key === undefined ? { id: name } : { key });
    if (!resource) return;
    const { version, actions } = parse(updateBody, jsonOf(request));
    if (version !== resource.version) throw concurrentModification(resource.id, version, resource.version);
    if (typeId === 'cart') checkAddedPayments(this.#db, resource.id, actions);
  }
}
