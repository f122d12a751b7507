import { requireScope } from './auth/scopes.ts';
import type { ApiClients } from './auth/clients.ts';
import type { JwtIssuer } from './auth/jwt.ts';
import { bearerOf, introspect, issueToken } from './auth/oauth.ts';
import type { AccessTokens } from './auth/tokens.ts';
import { orderRoutes } from './carts/orders.ts';
import { invalidToken, resourceNotFound } from './http/errors.ts';
import { ok, type Answer, type HttpRequest } from './http/exchange.ts';
import { createRouter, type Caller, type Route } from './http/router.ts';
import { MockBridge } from './mock/bridge.ts';
import { MOCK_KINDS } from './mock/kinds.ts';
import { paymentRoutes } from './payments/routes.ts';
import { apiClientRoutes } from './resources/api-clients.ts';
import { checkoutRoutes, type Connector } from './resources/checkout.ts';
import { deleteRoutes, readRoutes } from './resources/crud.ts';
import { customObjectRoutes } from './resources/custom-objects.ts';
import { CustomFieldsReader } from './resources/custom-fields.ts';
import { paymentMethodRoutes } from './resources/payment-methods.ts';
import { sessionRoutes } from './resources/sessions.ts';
import { checkTypeIsUnused } from './resources/types.ts';
import { productImage } from './seed/images.ts';
import type { Database } from './store/database.ts';

/** What the API stands on. */
export interface ApiParts {
  readonly projectKey: string;
  readonly db: Database;
  readonly clients: ApiClients;
  readonly tokens: AccessTokens;
  readonly jwt: JwtIssuer;
  readonly connector: Connector;
}

/** Queries of shipping methods that look like one of them by its id. */
const MATCHING = /^\/shipping-methods\/matching-/;

const projectRoutes = ({ db, clients, connector }: ApiParts): Route[] => {
  const customFields = new CustomFieldsReader(db);
  return [
    ...paymentRoutes({ db, customFields }),
    ...paymentMethodRoutes(db, customFields),
    ...customObjectRoutes(db),
    ...sessionRoutes(db),
    ...orderRoutes(db),
    ...checkoutRoutes(db, connector),
    ...apiClientRoutes(clients),
    ...Object.entries(MOCK_KINDS).flatMap(([path, typeId]) => [
      ...readRoutes(db, path, typeId),
      ...deleteRoutes(
        db,
        path,
        typeId,
        typeId === 'type' ? (type) => checkTypeIsUnused(db, type) : undefined,
      ),
    ]),
  ];
};

/** Authentication, the project's resources, and what commercetools-mock answers for the rest. */
export class Api {
  readonly #parts: ApiParts;
  readonly #routes: ReturnType<typeof createRouter>;
  readonly #mock: MockBridge;

  constructor(parts: ApiParts) {
    this.#parts = parts;
    this.#routes = createRouter(projectRoutes(parts));
    this.#mock = new MockBridge(parts.db, parts.projectKey);
  }

  /** @throws CtError as commercetools answers it */
  async handle(request: HttpRequest): Promise<Answer> {
    return this.#public(request) ?? (await this.#project(request));
  }

  /**
   * A request within the project by a caller whose scopes were checked, or need not be.
   *
   * @param path below the project, e.g. `/payments`
   */
  async within(path: string, request: HttpRequest, caller: Caller): Promise<Answer> {
    const route = MATCHING.test(path) ? undefined : this.#routes(request.method, path);
    if (route) return route.handle({ ...request, params: route.params, caller });
    return this.#mock.handle(path, request, caller);
  }

  #public(request: HttpRequest): Answer | undefined {
    const { clients, tokens, jwt } = this.#parts;
    switch (`${request.method} ${request.path}`) {
      case 'POST /oauth/token':
        return issueToken(request, clients, tokens);
      case 'POST /oauth/introspect':
        return introspect(request, clients, tokens);
      case 'GET /.well-known/jwks.json':
        return ok(jwt.keySet());
      default:
        return productImage(request.path);
    }
  }

  #project(request: HttpRequest): Promise<Answer> {
    const { projectKey, tokens } = this.#parts;
    const token = tokens.verify(bearerOf(request.headers.authorization));
    if (!token) throw invalidToken();
    const [, project, ...rest] = request.path.split('/');
    if (project !== projectKey) throw resourceNotFound(`path '${request.path}'`);
    requireScope(token, projectKey, request.method, resourceOf(rest));
    return this.within(`/${rest.join('/')}`, request, token);
  }
}

/** The collection that a path below the project is about, also below a store. */
const resourceOf = (segments: readonly string[]): string =>
  (segments[0] === 'in-store' ? segments[2] : segments[0]) ?? '';
