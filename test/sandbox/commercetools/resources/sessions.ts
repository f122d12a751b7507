import type { Cart } from '@commercetools/platform-sdk';
import { z } from 'zod';
import { created, jsonOf, ok } from '../http/exchange.ts';
import type { Route } from '../http/router.ts';
import type { Database } from '../store/database.ts';
import { newResource, nextVersion, type Resource } from '../store/resource.ts';
import { resourceIdentifier } from './custom-fields.ts';
import { parse } from './parse.ts';

export interface StoredSession extends Resource {
  readonly state: 'ACTIVE' | 'EXPIRED';
  readonly expiryAt: string;
  readonly activeCart: { readonly cartRef: { readonly id: string } };
  readonly customer?:
    { readonly customerRef?: { readonly id: string }; readonly anonymousId?: string } | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const TYPE = 'session';
// Long enough for a demo; tests that need less say so.
const DEFAULT_LIFETIME_SECONDS = 86_400;

const draftSchema = z.object({
  cart: z.object({ cartRef: resourceIdentifier }),
  metadata: z.record(z.string(), z.unknown()).optional(),
  expiryInSeconds: z.int().positive().optional(),
});

const shopperOf = ({ customerId, anonymousId }: Cart): StoredSession['customer'] => {
  if (customerId !== undefined) return { customerRef: { id: customerId } };
  return anonymousId === undefined ? undefined : { anonymousId };
};

/**
 * A new session of the cart: what a frontend's backend makes before it shows a payment page.
 *
 * @throws CtError 400 where there is no such cart
 */
export function createSession(db: Database, body: unknown, clientId: string): StoredSession {
  const draft = parse(draftSchema, body);
  const cart = db.referenced('cart', draft.cart.cartRef) as unknown as Cart;
  const lifetime = (draft.expiryInSeconds ?? DEFAULT_LIFETIME_SECONDS) * 1000;
  const session: StoredSession = {
    ...newResource(clientId),
    state: 'ACTIVE',
    expiryAt: new Date(Date.now() + lifetime).toISOString(),
    activeCart: { cartRef: { id: cart.id } },
    customer: shopperOf(cart),
    metadata: draft.metadata ?? {},
  };
  db.table(TYPE).put(session);
  return session;
}

/** @throws CtError 404 where there is no such session */
export function expireSession(db: Database, id: string): void {
  const session = db.get(TYPE, { id }) as StoredSession;
  const expired: StoredSession = { ...nextVersion(session, 'sandbox'), state: 'EXPIRED' };
  db.table(TYPE).put(expired);
}

const asOfNow = (session: StoredSession): StoredSession =>
  Date.parse(session.expiryAt) < Date.now() ? { ...session, state: 'EXPIRED' } : session;

/** The Sessions API of Checkout; the real one has a host of its own. */
export const sessionRoutes = (db: Database): Route[] => [
  {
    method: 'GET',
    pattern: '/sessions/:id',
    handle: ({ params }) => ok(asOfNow(db.get(TYPE, { id: params.id }) as StoredSession)),
  },
  {
    method: 'POST',
    pattern: '/sessions',
    handle: (request) => created(createSession(db, jsonOf(request), request.caller.clientId)),
  },
];
