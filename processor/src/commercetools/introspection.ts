import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Config } from '../config/config.ts';
import { readJson } from '../upstream/read-json.ts';
import { withRetries } from '../upstream/retry.ts';
import type { Transport } from '../upstream/transport.ts';
import { commercetoolsFailure } from './failure.ts';
import { guarded } from './guarded.ts';
import { tokenPolicy } from './retry-policies.ts';

export interface Introspection {
  readonly isActive: boolean;
  readonly scopes: readonly string[];
  readonly clientId?: string | undefined;
}

/** Asks commercetools what a bearer token is good for. Throws Fault 502 or 503 when that cannot be known. */
export type Introspect = (token: string, options?: { isFresh?: boolean }) => Promise<Introspection>;

const answerSchema = z.object({
  active: z.boolean(),
  scope: z.string().optional(),
  exp: z.number().optional(),
  client_id: z.string().optional(),
});

const cacheMs = 10_000;
const cacheSize = 1000;

interface Cached {
  readonly result: Promise<Introspection>;
  readonly until: number;
}

const keyOf = (token: string): string => createHash('sha256').update(token).digest('base64');

// commercetools counts `exp` in milliseconds, RFC 7662 in seconds.
const hasExpired = (exp: number | undefined): boolean =>
  exp !== undefined && (exp > 1e11 ? exp : exp * 1000) <= Date.now();

/**
 * Introspection with a cache of at most 10 s per token: a revoked token dies within that time, and a back office that
 * captures in bulk does not ask for each. Concurrent questions about one token are one request.
 */
export const createIntrospect = (config: Config['commercetools'], transport: Transport): Introspect => {
  const send = withRetries(transport, tokenPolicy);
  const credentials = Buffer.from(`${config.clientId}:${config.clientSecret}`).toString('base64');
  const cache = new Map<string, Cached>();

  const ask = (token: string): Promise<Introspection> =>
    guarded(async () => {
      const answer = await send({
        url: `${config.authUrl}/oauth/introspect`,
        method: 'POST',
        headers: {
          authorization: `Basic ${credentials}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ token }).toString(),
        timeoutMs: 10_000,
      });
      if (answer.status === 400) return { isActive: false, scopes: [] };
      if (answer.status !== 200) throw commercetoolsFailure(answer.status);
      const parsed = answerSchema.safeParse(readJson(answer.text));
      if (!parsed.success) throw commercetoolsFailure(502);
      const { active, scope = '', exp, client_id: clientId } = parsed.data;
      return { isActive: active && !hasExpired(exp), scopes: scope.split(' ').filter(Boolean), clientId };
    });

  const remember = (key: string, cached: Cached): void => {
    cache.delete(key);
    cache.set(key, cached);
    const oldest = cache.keys().next();
    if (cache.size > cacheSize && !oldest.done) cache.delete(oldest.value);
  };

  return async (token, { isFresh = false } = {}) => {
    if (isFresh) return ask(token);
    const key = keyOf(token);
    const cached = cache.get(key);
    if (cached && performance.now() < cached.until) return cached.result;
    const result = ask(token);
    remember(key, { result, until: performance.now() + cacheMs });
    result.catch(() => cache.delete(key));
    return result;
  };
};
