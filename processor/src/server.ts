import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from './logging/logger.ts';
import type { Lifecycle } from './routes/health.ts';
import { refuseMalformed } from './http/refuse-malformed.ts';

interface ServerDependencies {
  readonly config: { readonly port: number };
  readonly logger: Logger;
  readonly lifecycle: Lifecycle;
  readonly close: () => Promise<void>;
}

// A client that sends slowly holds a socket for so long at most. Idle sockets outlive those of the proxy before us,
// which else sends a request down a connection that is being closed.
const timeouts = { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 75_000 };

/** What is left of the platform's patience with a stopping service. */
const stopLimitMs = 20_000;

/** Listens on all interfaces; resolves when requests are taken. */
export const startServer = async (
  listener: RequestListener,
  { config, logger }: Pick<ServerDependencies, 'config' | 'logger'>,
): Promise<Server> => {
  const server = createServer({ ...timeouts, maxHeaderSize: 16_384 }, listener);
  server.on('clientError', refuseMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, resolve);
  });
  logger.info('listening', { port: (server.address() as AddressInfo).port });
  return server;
};

/**
 * Stops in order: `/health` says so, no new connections, requests in flight are finished within a limit, the rest is cut.
 */
export const stopServer = async (
  server: Server,
  { lifecycle, close, logger }: ServerDependencies,
): Promise<void> => {
  lifecycle.isStopping = true;
  const cut = setTimeout(() => {
    logger.warn('requests in flight are cut off');
    server.closeAllConnections();
  }, stopLimitMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
  await close();
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

export const stopOnSignals = (server: Server, dependencies: ServerDependencies): void => {
  const stop = (signal: string): void => {
    if (dependencies.lifecycle.isStopping) return;
    dependencies.logger.info('stopping', { signal });
    void stopServer(server, dependencies).finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};
