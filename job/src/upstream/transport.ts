import { Agent } from 'undici';
import { Exchange, type OutgoingRequest, type UpstreamResponse } from './exchange.ts';

export type { OutgoingRequest, UpstreamResponse } from './exchange.ts';
export { TransportError } from './transport-error.ts';

/** Sends one request once. Any status is a response; rejects with a `TransportError` when none came. */
export type Transport = (outgoing: OutgoingRequest) => Promise<UpstreamResponse>;

export interface Connections {
  readonly send: Transport;
  /** Waits for running exchanges, then closes the connections. */
  readonly close: () => Promise<void>;
}

export interface TransportOptions {
  /** Milliseconds that an idle connection is kept open. */
  readonly keepAliveMs?: number;
  /** A larger response is a failure. */
  readonly maxResponseBytes?: number;
  /** Client certificate and key, in PEM. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Per origin. */
const CONNECTIONS = 128;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * HTTP over connections that are kept open, pooled by origin. undici's handlers rather than `fetch`: web streams cost a
 * fifth of the CPU time of a request.
 */
export const createTransport = ({
  keepAliveMs = 4_000,
  maxResponseBytes = 50_000_000,
  tls,
}: TransportOptions = {}): Connections => {
  const agent = new Agent({
    connections: CONNECTIONS,
    keepAliveTimeout: keepAliveMs,
    maxResponseSize: maxResponseBytes,
    // The exchange has one time limit of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: CONNECT_TIMEOUT_MS, ...tls },
  });
  return {
    send: (outgoing) =>
      new Promise((resolve, reject) => {
        const { method, headers, body } = outgoing;
        const { origin, pathname, search } = new URL(outgoing.url);
        const exchange = new Exchange(outgoing, resolve, reject);
        agent.dispatch({ origin, path: pathname + search, method, headers, body: body ?? null }, exchange);
      }),
    close: () => agent.close(),
  };
};
