import { CtError } from '../http/errors.ts';
import type { Answer, HttpRequest } from '../http/exchange.ts';
import type { ApiClients } from './clients.ts';
import type { AccessTokens } from './tokens.ts';

const oauthError = (status: number, code: string, message: string): CtError =>
  new CtError(status, { code, message });

const unknownClient = (): CtError =>
  oauthError(
    401,
    'invalid_client',
    'Please provide valid client credentials using HTTP Basic Authentication.',
  );

const formOf = (request: HttpRequest): URLSearchParams =>
  new URLSearchParams([...request.query, ...new URLSearchParams(request.text)]);

/**
 * `POST /oauth/token`: client credentials only. Without `scope` the token has all that the client was given.
 *
 * @throws CtError 401 for wrong credentials, 400 for a scope that the client does not have or another grant
 */
export function issueToken(request: HttpRequest, clients: ApiClients, tokens: AccessTokens): Answer {
  const client = clients.authenticate(request.headers.authorization);
  if (!client) throw unknownClient();
  const form = formOf(request);
  const grant = form.get('grant_type');
  if (grant !== 'client_credentials')
    throw oauthError(
      400,
      'unsupported_grant_type',
      `Invalid parameter: grant_type: Invalid grant type: ${grant ?? ''}`,
    );
  const wanted = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const foreign = wanted.find((scope) => !client.scopes.includes(scope));
  if (foreign !== undefined) throw oauthError(400, 'invalid_scope', `Permissions exceeded: ${foreign}`);
  const token = tokens.issue(client.clientId, wanted.length > 0 ? wanted : client.scopes);
  return {
    status: 200,
    body: {
      access_token: token.value,
      expires_in: Math.round((token.expiresAt - Date.now()) / 1000),
      scope: token.scopes.join(' '),
      token_type: 'Bearer',
    },
    headers: { 'cache-control': 'no-store' },
  };
}

/**
 * `POST /oauth/introspect`.
 *
 * @throws CtError 401 for wrong credentials, 403 for a client without `introspect_oauth_tokens`
 */
export function introspect(request: HttpRequest, clients: ApiClients, tokens: AccessTokens): Answer {
  const client = clients.authenticate(request.headers.authorization);
  if (!client) throw unknownClient();
  if (!client.scopes.some((scope) => /^(introspect_oauth_tokens|manage_project):/.test(scope)))
    throw oauthError(403, 'insufficient_scope', 'Insufficient scope. introspect_oauth_tokens is missing.');
  const token = tokens.verify(formOf(request).get('token') ?? undefined);
  if (!token) return { status: 200, body: { active: false } };
  const { clientId, scopes, expiresAt } = token;
  return {
    status: 200,
    body: { active: true, scope: scopes.join(' '), exp: expiresAt, client_id: clientId },
  };
}

/** The token of an `Authorization: Bearer` header. */
export const bearerOf = (header: string | undefined): string | undefined =>
  /^Bearer\s+(?<token>\S+)$/i.exec(header ?? '')?.groups?.token;
