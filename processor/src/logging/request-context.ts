import { AsyncLocalStorage } from 'node:async_hooks';
import type { CheckoutSession } from '../checkout-session.ts';

/** What belongs to the request being served, wherever its code runs. */
export interface RequestContext {
  readonly correlationId: string;
  session?: CheckoutSession;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const runInContext = <T>(context: RequestContext, run: () => T): T => storage.run(context, run);

/** The request's context; `undefined` outside requests, e.g. while the service starts. */
export const currentContext = (): RequestContext | undefined => storage.getStore();

/** The Checkout session that authenticated the request. Only for routes behind `requireSession`. */
export const currentSession = (): CheckoutSession => {
  const session = storage.getStore()?.session;
  if (!session) throw new Error('There is no session: the route lacks requireSession.');
  return session;
};
