import { z } from 'zod';
import { objectOf, created, jsonOf, ok, type Answer, type HttpRequest } from '../http/exchange.ts';
import { resourceNotFound } from '../http/errors.ts';
import { createRouter, type Route } from '../http/router.ts';
import { parse } from '../resources/parse.ts';
import type { Resource } from '../store/resource.ts';
import type { CartOptions } from './carts.ts';
import type { Control, SessionOptions } from './control.ts';

const PREFIX = '/_control';
const DONE: Answer = { status: 204 };

const faultRule = z.strictObject({
  method: z.string().optional(),
  path: z.string().optional(),
  times: z.union([z.int().positive(), z.literal('always')]).optional(),
  skip: z.int().nonnegative().optional(),
  forMs: z.number().positive().optional(),
  delayMs: z.number().nonnegative().optional(),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown(),
  headers: z.record(z.string(), z.string()).optional(),
  drop: z.boolean().optional(),
  when: z.enum(['before', 'after']).optional(),
  conflict: z.boolean().optional(),
});

const client = z.object({ clientId: z.string(), clientSecret: z.string(), scopes: z.array(z.string()) });
const token = z.object({
  scopes: z.array(z.string()),
  clientId: z.string().optional(),
  expiresInSeconds: z.number().optional(),
});
const jwt = z.object({
  expired: z.boolean().optional(),
  issuer: z.string().optional(),
  projectKey: z.string().optional(),
  forged: z.boolean().optional(),
});

const filterOf = ({ query }: HttpRequest): { method?: string; path?: string; status?: number } => {
  const [method, path, status] = ['method', 'path', 'status'].map((name) => query.get(name));
  return {
    ...(method != null && { method }),
    ...(path != null && { path }),
    ...(status != null && { status: Number(status) }),
  };
};

const bodyOf = (request: HttpRequest): Record<string, unknown> =>
  objectOf(request.text === '' ? {} : jsonOf(request));

const shown = ({ id, rule, hits }: ReturnType<Control['fault']>): object => ({
  id,
  hits,
  rule: { ...rule, path: rule.path?.toString() },
});

const routesOf = (control: Control): Route[] => [
  { method: 'GET', pattern: '/faults', handle: () => ok(control.faults().map(shown)) },
  {
    method: 'POST',
    pattern: '/faults',
    handle: (request) => created(shown(control.fault(parse(faultRule, bodyOf(request))))),
  },
  {
    method: 'DELETE',
    pattern: '/faults',
    handle: () => {
      control.clearFaults();
      return DONE;
    },
  },
  {
    method: 'GET',
    pattern: '/requests',
    handle: (request) => {
      const entries = control.requests(filterOf(request));
      return ok({ count: entries.length, entries });
    },
  },
  {
    method: 'DELETE',
    pattern: '/requests',
    handle: () => {
      control.clearRequests();
      return DONE;
    },
  },
  {
    method: 'POST',
    pattern: '/clients',
    handle: (request) => created(control.addClient(parse(client, bodyOf(request)))),
  },
  {
    method: 'POST',
    pattern: '/tokens',
    handle: (request) => created({ accessToken: control.issueToken(parse(token, bodyOf(request))) }),
  },
  {
    method: 'DELETE',
    pattern: '/tokens',
    handle: () => {
      control.expireTokens();
      return DONE;
    },
  },
  {
    method: 'PUT',
    pattern: '/token-lifetime',
    handle: (request) => {
      control.setTokenLifetime(parse(z.object({ seconds: z.number() }), bodyOf(request)).seconds);
      return DONE;
    },
  },
  {
    method: 'POST',
    pattern: '/jwts',
    handle: async (request) => created({ token: await control.mintJwt(parse(jwt, bodyOf(request))) }),
  },
  {
    method: 'POST',
    pattern: '/carts',
    handle: async (request) => created(await control.createCart(bodyOf(request))),
  },
  {
    method: 'POST',
    pattern: '/customers',
    handle: async (request) =>
      created(await control.createCustomer(bodyOf(request) as unknown as { email: string })),
  },
  {
    method: 'POST',
    pattern: '/sessions',
    handle: (request) => created(control.createSession(bodyOf(request) as unknown as SessionOptions)),
  },
  {
    method: 'POST',
    pattern: '/sessions/:id/expire',
    handle: ({ params }) => {
      control.expireSession(params.id ?? '');
      return DONE;
    },
  },
  {
    method: 'GET',
    pattern: '/resources/:typeId',
    handle: ({ params }) => ok(control.all(params.typeId ?? '')),
  },
  {
    method: 'GET',
    pattern: '/resources/:typeId/:id',
    handle: ({ params }) => ok(control.get(params.typeId ?? '', params.id ?? '')),
  },
  {
    method: 'PUT',
    pattern: '/resources/:typeId',
    handle: (request) => {
      control.put(request.params.typeId ?? '', bodyOf(request) as unknown as Resource);
      return DONE;
    },
  },
  {
    method: 'PUT',
    pattern: '/processor',
    handle: (request) => {
      control.connectProcessor(parse(z.object({ url: z.string().optional() }), bodyOf(request)).url);
      return DONE;
    },
  },
  {
    method: 'POST',
    pattern: '/reset',
    handle: async () => {
      await control.reset();
      return DONE;
    },
  },
];

/** The control interface over HTTP, below `/_control`: JSON in and out, for tests and demos in other processes. */
export function controlHandler(control: Control): (request: HttpRequest) => Promise<Answer> | undefined {
  const find = createRouter(routesOf(control));
  return (request) => {
    if (!request.path.startsWith(`${PREFIX}/`)) return undefined;
    const route = find(request.method, request.path.slice(PREFIX.length));
    if (!route) return Promise.reject(resourceNotFound(`path '${request.path}'`));
    const { handle, params } = route;
    return Promise.resolve(request).then((it) =>
      handle({ ...it, params, caller: { clientId: 'sandbox', scopes: [] } }),
    );
  };
}
