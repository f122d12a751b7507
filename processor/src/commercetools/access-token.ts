import * as z from 'zod';
import type { Config } from '../config/config.ts';
import { readJson } from '../upstream/read-json.ts';
import { withRetries } from '../upstream/retry.ts';
import type { Transport } from '../upstream/transport.ts';
import { commercetoolsFailure } from './failure.ts';
import { tokenPolicy } from './retry-policies.ts';

export interface AccessTokens {
  /** A bearer token that is valid for a while yet. Throws CommercetoolsError or TransportError. */
  get: () => Promise<string>;
  /** commercetools refused this token: the next `get` fetches another one, if this one is older than that many ms. */
  discard: (token: string, olderThanMs?: number) => void;
}

const answerSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

interface Held {
  readonly token: string;
  /** Milliseconds of the process clock, like `renewAt`. */
  readonly fetchedAt: number;
  readonly renewAt: number;
}

// Renewed well before its end, so that no request sets out with a token that expires on its way.
const renewAfter = (expiresInSeconds: number): number =>
  Math.max(expiresInSeconds - 300, expiresInSeconds / 2) * 1000;

/**
 * The connector's own access token by client credentials, shared by all calls: fetched once however many requests wait
 * for it, renewed ahead of its end.
 */
export const createAccessTokens = (config: Config['commercetools'], transport: Transport): AccessTokens => {
  const send = withRetries(transport, tokenPolicy);
  const credentials = Buffer.from(`${config.clientId}:${config.clientSecret}`).toString('base64');
  let held: Held | undefined;
  let fetching: Promise<Held> | undefined;

  const fetchToken = async (): Promise<Held> => {
    const startedAt = performance.now();
    const answer = await send({
      url: `${config.authUrl}/oauth/token`,
      method: 'POST',
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
      timeoutMs: 10_000,
    });
    // 400 invalid_client or invalid_scope is as much a fault of our configuration as 401.
    if (answer.status !== 200) throw commercetoolsFailure(answer.status === 400 ? 401 : answer.status);
    const parsed = answerSchema.safeParse(readJson(answer.text));
    if (!parsed.success) throw commercetoolsFailure(502);
    return {
      token: parsed.data.access_token,
      fetchedAt: startedAt,
      renewAt: startedAt + renewAfter(parsed.data.expires_in),
    };
  };

  return {
    get: async () => {
      if (held && performance.now() < held.renewAt) return held.token;
      fetching ??= fetchToken().finally(() => (fetching = undefined));
      held = await fetching;
      return held.token;
    },
    discard: (token, olderThanMs = 0) => {
      if (held?.token === token && performance.now() - held.fetchedAt >= olderThanMs) held = undefined;
    },
  };
};
