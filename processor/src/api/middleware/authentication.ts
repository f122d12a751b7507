import type { Request, RequestHandler, Response } from 'express';
import type { Introspect } from '../../commercetools/introspection.ts';
import type { VerifyJwt } from '../../commercetools/jwt.ts';
import { holdsScope } from '../../commercetools/scopes.ts';
import { assertSessionId, type FindSession } from '../../commercetools/session.ts';
import type { CheckoutSession } from '../../checkout-session.ts';
import { currentContext } from '../../logging/request-context.ts';
import { forbidden, unauthenticated } from '../../errors.ts';
import { bearerToken } from './bearer.ts';

interface Sessions {
  readonly findSession: FindSession;
}

const enter = async ({ findSession }: Sessions, id: string | undefined): Promise<CheckoutSession> => {
  const session = await findSession(id);
  const context = currentContext();
  if (context) context.session = session;
  return session;
};

const idInHeader = (request: Request): string | undefined => request.get('x-session-id');

/** The caller holds an active Checkout session (header `X-Session-Id`); `currentSession()` gives it from here on. */
export const requireSession =
  (sessions: Sessions): RequestHandler =>
  async (request, _response, next) => {
    await enter(sessions, idInHeader(request));
    next();
  };

/** What a route of the shopper's answers with. */
export interface InSession<Input> {
  readonly session: CheckoutSession;
  readonly input: Input;
  readonly request: Request;
  readonly response: Response;
}

/**
 * A handler for holders of a Checkout session whose request says something. That is read before the session is looked up,
 * so that nothing upstream is asked in the name of a malformed request; who has no session at all is told that first.
 */
export const inSession =
  <Input>(
    sessions: Sessions,
    read: (request: Request) => Input,
    answer: (given: InSession<Input>) => Promise<void>,
  ): RequestHandler =>
  async (request, response) => {
    const id = idInHeader(request);
    assertSessionId(id);
    const input = read(request);
    await answer({ session: await enter(sessions, id), input, request, response });
  };

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
