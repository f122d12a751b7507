import type { Request, RequestHandler } from 'express';
import { fault } from '../../errors.ts';

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Callers remembered at once, per limit. Beyond it the one that was seen first is forgotten, so memory is bounded. */
const maximumCallers = 20_000;

const minute = 60_000;

/**
 * A token bucket per caller: `perMinute` requests at once, refilled evenly. Answers how many milliseconds the caller
 * has to wait, 0 when the request may pass.
 */
const createLimiter = (perMinute: number, now: () => number = () => performance.now()) => {
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / minute;

  const bucketOf = (caller: string, at: number): Bucket => {
    const known = buckets.get(caller);
    if (known) {
      known.tokens = Math.min(perMinute, known.tokens + (at - known.filledAt) * perMs);
      known.filledAt = at;
      return known;
    }
    const oldest = buckets.keys().next();
    if (buckets.size >= maximumCallers && !oldest.done) buckets.delete(oldest.value);
    const fresh = { tokens: perMinute, filledAt: at };
    buckets.set(caller, fresh);
    return fresh;
  };

  return (caller: string): number => {
    const bucket = bucketOf(caller, now());
    if (bucket.tokens < 1) return (1 - bucket.tokens) / perMs;
    bucket.tokens -= 1;
    return 0;
  };
};

const isExempt = (path: string): boolean => /^\/(health|notifications)(\/|$)/i.test(path);

const sessionOf = (request: Request): string | undefined => {
  const id = request.get('x-session-id') ?? request.query['ctsid'];
  return typeof id === 'string' ? id.slice(0, 128) : undefined;
};

/**
 * Limits requests per address and per session, each per minute and 0 for none. Neither Adyen's webhooks nor the
 * platform's health check are limited.
 */
export const rateLimit = (limits: {
  readonly perSession: number;
  readonly perAddress: number;
}): RequestHandler => {
  const address = limits.perAddress > 0 ? createLimiter(limits.perAddress) : () => 0;
  const session = limits.perSession > 0 ? createLimiter(limits.perSession) : () => 0;
  return (request, _response, next) => {
    if (isExempt(request.path)) {
      next();
      return;
    }
    const sessionId = sessionOf(request);
    const waitMs = address(request.ip ?? '') || (sessionId === undefined ? 0 : session(sessionId));
    if (waitMs > 0) {
      const seconds = Math.ceil(waitMs / 1000);
      throw fault('TooManyRequests', {
        values: { seconds },
        headers: { 'Retry-After': String(seconds) },
      });
    }
    next();
  };
};
