import { EventEmitter } from 'node:events';
import { Agent, errors, request } from 'undici';

export interface OutgoingRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE' | 'HEAD' | 'PUT' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Milliseconds for the whole exchange, the body of the answer included. */
  readonly timeoutMs: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/**
 * No answer came. `isSent` tells what the other side may have seen: `false` only when the connection never came about, so
 * that trying again cannot do anything twice.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly code: string;
  readonly isSent: boolean;

  constructor(code: string, isSent: boolean, cause: unknown) {
    super(`No answer: ${code}`, { cause });
    this.code = code;
    this.isSent = isSent;
  }
}

const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): string => {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error instanceof errors.UndiciError) return error.code;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'UNKNOWN';
};

export type Transport = (outgoing: OutgoingRequest) => Promise<Answer>;

/**
 * HTTP over pooled keep-alive connections. Any status is an answer; throws {@link TransportError} when none came.
 * `undici.request` rather than `fetch`: web streams cost a fifth of the CPU time of a request.
 */
export const createTransport = (): { send: Transport; close: () => Promise<void> } => {
  const agent = new Agent({ connections: 128, connect: { timeout: 5000 } });
  return {
    send: async ({ url, method, headers, body, timeoutMs }) => {
      // AbortSignal.timeout() would keep its timer, and all that hangs on it, long after a quick answer.
      const signal = new EventEmitter();
      const deadline = { isOver: false };
      const timer = setTimeout(() => {
        deadline.isOver = true;
        signal.emit('abort');
      }, timeoutMs);
      try {
        const response = await request(url, {
          dispatcher: agent,
          method,
          headers,
          body: body ?? null,
          signal,
        });
        return { status: response.statusCode, headers: response.headers, text: await response.body.text() };
      } catch (error) {
        const code = deadline.isOver ? 'TIMEOUT' : codeOf(error);
        throw new TransportError(code, !neverSent.has(code), error);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => agent.close(),
  };
};
