import type { RequestHandler } from 'express';
import { fault, type Fault } from '../../errors.ts';

/**
 * What is given up first when more comes in than can be served. A read is asked again by the page that needs it; an attempt
 * or a back office's order is repeated under its key; a shopper's return and Adyen's notifications settle payments, so that
 * turning them away makes more work than it saves.
 */
type Urgency = 'read' | 'write' | 'settling';

/** The part of the limit that requests of a kind may fill. */
const shares: Readonly<Record<Urgency, number>> = { read: 0.6, write: 0.8, settling: 1 };

const readsByPost = /^\/(payment-methods|express-config|paymentmethods\/balance|applepay-sessions)\/?$/i;
const settling = /^\/(notifications(\/.*)?|payments\/details\/?)$/i;

const urgencyOf = (method: string, path: string): Urgency => {
  if (settling.test(path)) return 'settling';
  return method === 'GET' || method === 'HEAD' || readsByPost.test(path) ? 'read' : 'write';
};

/** Short enough that a shopper waits for it, and long enough that what is in flight has ended. */
const retryAfterSeconds = 2;

/** More than can be served, or kept in memory. */
export const overloaded = (): Fault =>
  fault('Overloaded', { headers: { 'Retry-After': String(retryAfterSeconds) } });

/**
 * Answers 503 at once while `limit` requests are in flight (reads from 60 % of it on, other requests of shoppers and back
 * offices from 80 %), so that what was begun is finished in time and memory stays bounded. 0 means no limit.
 */
export const loadShedding = (limit: number): RequestHandler => {
  let inFlight = 0;
  return (request, response, next) => {
    const urgency = urgencyOf(request.method, request.path);
    if (limit > 0 && inFlight >= Math.max(1, Math.floor(limit * shares[urgency]))) throw overloaded();
    inFlight += 1;
    response.once('close', () => (inFlight -= 1));
    next();
  };
};
