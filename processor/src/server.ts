import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuseMalformed } from './api/middleware/refuse-malformed.ts';
import type { Logger } from './logging/logger.ts';
import type { Lifecycle } from './api/operations/health-route.ts';

interface ServerDependencies {
  readonly config: { readonly port: number };
  readonly logger: Logger;
  readonly lifecycle: Lifecycle;
  readonly close: () => Promise<void>;
}

export interface RunningServer {
  readonly server: Server;
  readonly port: number;
  /** Requests being answered, health checks aside. */
  readonly inFlight: () => number;
}

// A client that sends slowly holds a socket for so long at most; bodies have a minimum rate besides. Idle sockets outlive those of the proxy before us,
// which else sends a request down a connection that is being closed.
const timeouts = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 75_000,
  // How often the first two are looked at; Node's own half a minute would double them.
  connectionsCheckingInterval: 2_000,
};

/** Sockets that are open at once, idle ones included: some kilobytes each. */
const maxConnections = 8_000;
/** Browsers and the platform's proxies send thirty or so. */
const maxHeadersCount = 100;

/**
 * How long new requests are still taken while others are in flight, when the rest is cut off, and how long upstream calls
 * that nobody waits for any more, and the last export of telemetry, may then go on.
 */
const stopLimitsMs = { accept: 10_000, cut: 20_000, close: 2500 };

/** How long `/health` says that the service is stopping before the port closes, so that whoever asks every second sees it. */
const defaultNoticeMs = 1000;

const countRequests = (server: Server, lifecycle: Lifecycle): (() => number) => {
  let count = 0;
  server.on('request', (request, response) => {
    if (lifecycle.isStopping) response.shouldKeepAlive = false;
    if (request.url === '/health') return;
    count += 1;
    response.once('close', () => (count -= 1));
  });
  return () => count;
};

/** Listens on all interfaces; resolves when requests are taken. */
export const startServer = async (
  listener: RequestListener,
  { config, lifecycle }: Pick<ServerDependencies, 'config' | 'lifecycle'>,
  limits: Partial<typeof timeouts> = {},
): Promise<RunningServer> => {
  // Node's own answers to a missing Host and to an Expect that it does not know have no body and no correlation id.
  const server = createServer({ ...timeouts, ...limits, maxHeaderSize: 16_384, requireHostHeader: false });
  Object.assign(server, { maxConnections, maxHeadersCount });
  const inFlight = countRequests(server, lifecycle);
  server.on('request', listener);
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('clientError', refuseMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, port, inFlight };
};

const drained = async ({ server, inFlight }: RunningServer, limitMs: number): Promise<boolean> => {
  const until = performance.now() + limitMs;
  while (inFlight() > 0 && performance.now() < until) {
    await sleep(20);
    server.closeIdleConnections();
  }
  return inFlight() === 0;
};

/**
 * Stops in order: `/health` says so, what is in flight is finished within a limit, the rest is cut off. Until then connections are taken, so that the platform sees the state and loses no request that it sends meanwhile.
 */
export const stopServer = async (
  running: RunningServer,
  { lifecycle, close, logger }: Pick<ServerDependencies, 'lifecycle' | 'close' | 'logger'>,
  noticeMs = defaultNoticeMs,
): Promise<void> => {
  lifecycle.isStopping = true;
  await sleep(noticeMs);
  const isDrained = await drained(running, stopLimitsMs.accept);
  const closed = new Promise<void>((resolve) => running.server.close(() => resolve()));
  if (!isDrained && !(await drained(running, stopLimitsMs.cut - stopLimitsMs.accept))) {
    logger.warn('requests in flight are cut off', { count: running.inFlight() });
  }
  running.server.closeAllConnections();
  await closed;
  await Promise.race([close(), sleep(stopLimitsMs.close, undefined, { ref: false })]);
};

/** A fault that nothing caught leaves the process in an unknown state: it is logged, and the platform starts another. */
export const stopOnBugs = ({ logger }: Pick<ServerDependencies, 'logger'>): void => {
  const stop = (error: unknown): void => {
    logger.error('stopping after an uncaught error', { error });
    process.exit(1);
  };
  process.on('uncaughtException', stop);
  process.on('unhandledRejection', stop);
};

export const stopOnSignals = (running: RunningServer, dependencies: ServerDependencies): void => {
  const stop = (signal: string): void => {
    if (dependencies.lifecycle.isStopping) return;
    dependencies.logger.info('stopping', { signal });
    void stopServer(running, dependencies).finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};
