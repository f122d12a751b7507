import type { Request, RequestHandler } from 'express';
import type { Introspect } from '../../commercetools/introspection.ts';
import type { VerifyJwt } from '../../commercetools/jwt.ts';
import { holdsScope } from '../../commercetools/scopes.ts';
import type { FindSession } from '../../commercetools/session.ts';
import { currentContext } from '../../context/request-context.ts';
import { forbidden, unauthenticated } from '../../errors.ts';
import { bearerToken } from './bearer.ts';

const sessionBy =
  (findSession: FindSession, idOf: (request: Request) => unknown): RequestHandler =>
  async (request, _response, next) => {
    const id = idOf(request);
    const session = await findSession(typeof id === 'string' ? id : undefined);
    const context = currentContext();
    if (context) context.session = session;
    next();
  };

/** The caller holds an active Checkout session (header `X-Session-Id`); `currentSession()` gives it from here on. */
export const requireSession = ({ findSession }: { findSession: FindSession }): RequestHandler =>
  sessionBy(findSession, (request) => request.get('x-session-id'));

/** The same with the query parameter `ctsid`, for a shopper who comes back from a redirect. */
export const requireSessionFromQuery = ({ findSession }: { findSession: FindSession }): RequestHandler =>
  sessionBy(findSession, (request) => request.query['ctsid']);

/** The caller is the Merchant Center, acting for one of the project's users. */
export const requireJwt =
  ({ verifyJwt }: { verifyJwt: VerifyJwt }): RequestHandler =>
  async (request, _response, next) => {
    await verifyJwt(bearerToken(request));
    next();
  };

/** The caller holds an OAuth2 token of the project whose scopes contain `manage_project` or the given one. */
export const requireOAuth2 =
  (
    { introspect, projectKey }: { introspect: Introspect; projectKey: string },
    scope: string,
  ): RequestHandler =>
  async (request, _response, next) => {
    await checkOAuth2({ introspect, projectKey }, scope, request);
    next();
  };

/**
 * What {@link requireOAuth2} does, as a promise: a route may let it run beside its first read, as long as it waits for
 * both before it acts.
 */
export const checkOAuth2 = async (
  { introspect, projectKey }: { introspect: Introspect; projectKey: string },
  scope: string,
  request: Request,
): Promise<void> => {
  const { isActive, scopes } = await introspect(bearerToken(request));
  if (!isActive)
    throw unauthenticated('The token is not active.', { headers: { 'WWW-Authenticate': 'Bearer' } });
  if (!holdsScope(scopes, projectKey, 'manage_project', scope)) {
    throw forbidden('The token does not permit this operation.');
  }
};
