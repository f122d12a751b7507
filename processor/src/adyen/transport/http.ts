import { Pool } from 'undici';
import { userAgent } from '../application-info.ts';

export interface HttpRequest {
  readonly method: 'POST' | 'GET' | 'DELETE';
  /** Below the base URL, with its query. */
  readonly path: string;
  readonly body?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Http {
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

const CONNECTIONS = 128;
const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 20_000;
const MAX_ANSWER_BYTES = 5_000_000;

/** One pool of kept connections to Adyen's host. Time limits are the caller's, by the signal. */
export const createHttp = ({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }): Http => {
  const { origin, pathname } = new URL(baseUrl);
  const base = pathname.replace(/\/+$/, '');
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: MAX_ANSWER_BYTES,
    connect: { timeout: CONNECT_TIMEOUT_MS },
  });
  const headers = { 'x-api-key': apiKey, 'user-agent': userAgent, accept: 'application/json' };
  return {
    send: async ({ method, path, body, idempotencyKey, signal }) => {
      const answer = await pool.request({
        method,
        path: `${base}${path}`,
        body: body ?? null,
        signal,
        headers: {
          ...headers,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
      });
      return { statusCode: answer.statusCode, headers: answer.headers, body: await answer.body.text() };
    },
    close: () => pool.close(),
  };
};
