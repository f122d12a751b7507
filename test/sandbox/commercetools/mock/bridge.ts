import { CommercetoolsMock } from '@labdigital/commercetools-mock';
import type { Cart } from '@commercetools/platform-sdk';
import { z } from 'zod';
import { lockedCart } from '../carts/lock.ts';
import { checkOrderStates } from '../carts/order-states.ts';
import { checkAddedPayments } from '../carts/payment-links.ts';
import { checkCartIsOpen, checkCartLock } from '../carts/update-rules.ts';
import { concurrentModification } from '../http/errors.ts';
import { jsonOf, ok, type Answer, type HttpRequest } from '../http/exchange.ts';
import type { Caller } from '../http/router.ts';
import { parse } from '../resources/parse.ts';
import type { Database } from '../store/database.ts';
import type { Resource } from '../store/resource.ts';
import { MockStorage } from './storage.ts';
import { typeIdOf } from './kinds.ts';

const updateBody = z.object({
  version: z.int(),
  actions: z.array(z.looseObject({ action: z.string() })).max(500),
});

const IN_STORE = /^\/in-store\/[^/]+/;

/** Hands requests to commercetools-mock, one after the other: it is not made for two writers of one resource. */
export class MockBridge {
  readonly #db: Database;
  readonly #projectKey: string;
  readonly #mock: CommercetoolsMock;
  #last: Promise<unknown> = Promise.resolve();

  constructor(db: Database, projectKey: string) {
    this.#db = db;
    this.#projectKey = projectKey;
    this.#mock = new CommercetoolsMock({
      storage: new MockStorage(db),
      defaultProjectKey: projectKey,
      silent: true,
    });
  }

  /** @param path below the project, as sent */
  handle(path: string, request: HttpRequest, caller: Caller): Promise<Answer> {
    const answer = this.#last.then(
      () => this.#written(path, request, caller) ?? this.#forward(path, request),
    );
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #forward(path: string, request: HttpRequest): Promise<Answer> {
    const search = request.query.toString();
    const response = await this.#mock.app.inject({
      method: request.method as 'GET',
      url: `/${this.#projectKey}${path}${search === '' ? '' : `?${search}`}`,
      ...(request.text === ''
        ? {}
        : { payload: request.text, headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.statusCode, body: response.body };
  }

  /** Checks what the mock checks late or never, and answers what it does not know at all. */
  #written(path: string, request: HttpRequest, caller: Caller): Answer | undefined {
    const target = request.method === 'POST' ? this.#addressed(path) : undefined;
    if (!target) return undefined;
    const { typeId, resource } = target;
    const body = parse(updateBody, jsonOf(request));
    const { version, actions } = body;
    const cart = typeId === 'cart' ? (resource as unknown as Cart) : undefined;
    if (cart) checkCartLock(cart, actions, caller, this.#projectKey);
    if (version !== resource.version) throw concurrentModification(resource.id, version, resource.version);
    if (cart) checkCartIsOpen(cart);
    if (typeId === 'order') checkOrderStates(actions);
    if (typeId === 'cart' || typeId === 'order') checkAddedPayments(this.#db, resource.id, actions);
    const changed = cart && lockedCart(resource, body, caller.clientId);
    if (!changed) return undefined;
    this.#db.table(typeId).put(changed);
    return ok(this.#db.expand(changed, request.query.getAll('expand')));
  }

  #addressed(path: string): { readonly typeId: string; readonly resource: Resource } | undefined {
    const [collection = '', name = ''] = path.replace(IN_STORE, '').split('/').slice(1);
    const typeId = typeIdOf(collection);
    const [, key] = name.split('key=');
    const resource = typeId && this.#db.find(typeId, key === undefined ? { id: name } : { key });
    return resource ? { typeId, resource } : undefined;
  }
}
