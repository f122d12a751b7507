import { z } from 'zod';
import { resourceNotFound } from '../http/errors.ts';
import { created, jsonOf, objectOf, ok, type Answer, type HttpRequest } from '../http/exchange.ts';
import { readyErrorCodes } from '../http/ready-errors.ts';
import { createRouter, type Route, type RoutedRequest } from '../http/router.ts';
import { parse } from '../resources/parse.ts';
import type { Resource } from '../store/resource.ts';
import type { Control } from './control.ts';

const PREFIX = '/_control';
const CALLER = { clientId: 'sandbox', scopes: [] };

const faultRule = z.strictObject({
  method: z.string().optional(),
  path: z.string().optional(),
  times: z.union([z.int().positive(), z.literal('always')]).optional(),
  skip: z.int().nonnegative().optional(),
  forMs: z.number().positive().optional(),
  delayMs: z.number().nonnegative().optional(),
  error: z.enum(readyErrorCodes).optional(),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  drop: z.boolean().optional(),
  hang: z.boolean().optional(),
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
const customer = z.object({ email: z.string() }).loose();
const session = z.object({
  cartId: z.string(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  expiryInSeconds: z.int().positive().optional(),
});

const bodyOf = (request: HttpRequest): Record<string, unknown> =>
  objectOf(request.text === '' ? {} : jsonOf(request));

const shown = ({ id, rule, hits }: ReturnType<Control['fault']>): object => ({
  id,
  hits,
  rule: { ...rule, path: rule.path?.toString() },
});

const requests = (control: Control, { query }: HttpRequest): object => {
  const status = query.get('status');
  const entries = control.requests({
    method: query.get('method') ?? undefined,
    path: query.get('path') ?? undefined,
    status: status === null ? undefined : Number(status),
  });
  return { count: entries.length, entries };
};

const route = (method: string, pattern: string, handle: Route['handle']): Route => ({
  method,
  pattern,
  handle,
});

const done =
  (work: (request: RoutedRequest) => unknown): Route['handle'] =>
  async (request) => {
    await work(request);
    return { status: 204 };
  };

const routesOf = (control: Control): Route[] => [
  route('GET', '/faults', () => ok(control.faults().map(shown))),
  route('POST', '/faults', (request) => created(shown(control.fault(parse(faultRule, bodyOf(request)))))),
  route(
    'DELETE',
    '/faults',
    done(() => control.clearFaults()),
  ),
  route(
    'PUT',
    '/query-lag',
    done((request) => {
      control.lagQueries(
        parse(z.object({ milliseconds: z.number().nonnegative() }), bodyOf(request)).milliseconds,
      );
    }),
  ),
  route(
    'PUT',
    '/url-limit',
    done((request) => {
      control.limitUrls(
        parse(z.object({ characters: z.int().positive().optional() }), bodyOf(request)).characters,
      );
    }),
  ),
  route('GET', '/requests', (request) => ok(requests(control, request))),
  route(
    'DELETE',
    '/requests',
    done(() => control.clearRequests()),
  ),
  route('POST', '/clients', (request) => created(control.addClient(parse(client, bodyOf(request))))),
  route('POST', '/tokens', (request) =>
    created({ accessToken: control.issueToken(parse(token, bodyOf(request))) }),
  ),
  route(
    'DELETE',
    '/tokens',
    done(() => control.expireTokens()),
  ),
  route(
    'PUT',
    '/token-lifetime',
    done((request) => {
      control.setTokenLifetime(parse(z.object({ seconds: z.number() }), bodyOf(request)).seconds);
    }),
  ),
  route('POST', '/jwts', async (request) =>
    created({ token: await control.mintJwt(parse(jwt, bodyOf(request))) }),
  ),
  route('POST', '/carts', async (request) => created(await control.createCart(bodyOf(request)))),
  route('POST', '/customers', async (request) =>
    created(await control.createCustomer(parse(customer, bodyOf(request)))),
  ),
  route('POST', '/sessions', (request) => created(control.createSession(parse(session, bodyOf(request))))),
  route(
    'POST',
    '/sessions/:id/expire',
    done(({ params }) => control.expireSession(params.id ?? '')),
  ),
  route('GET', '/resources/:typeId', ({ params }) => ok(control.all(params.typeId ?? ''))),
  route('GET', '/resources/:typeId/:id', ({ params }) =>
    ok(control.get(params.typeId ?? '', params.id ?? '')),
  ),
  route(
    'PUT',
    '/resources/:typeId',
    done((request) => control.put(request.params.typeId ?? '', bodyOf(request) as unknown as Resource)),
  ),
  route(
    'PUT',
    '/processor',
    done((request) =>
      control.connectProcessor(parse(z.object({ url: z.string().optional() }), bodyOf(request)).url),
    ),
  ),
  route(
    'POST',
    '/reset',
    done(() => control.reset()),
  ),
];

/**
 * The control interface over HTTP, below `/_control`, for tests and demos in other processes: JSON in and out, fields as
 * in `Control`. `undefined` for any other path.
 */
export function controlHandler(control: Control): (request: HttpRequest) => Promise<Answer> | undefined {
  const find = createRouter(routesOf(control));
  return (request) => {
    if (!request.path.startsWith(`${PREFIX}/`)) return undefined;
    const found = find(request.method, request.path.slice(PREFIX.length));
    if (!found) return Promise.reject(resourceNotFound(`path '${request.path}'`));
    return Promise.resolve(request).then((it) =>
      found.handle({ ...it, params: found.params, caller: CALLER }),
    );
  };
}
