import type { Router } from 'express';
import { createApp } from '../app.ts';
import { loadConfig } from '../config/load-config.ts';
import { createDependencies, type Dependencies } from '../dependencies.ts';
import { createLogger } from '../logging/logger.ts';
import { startServer, stopServer } from '../server.ts';
import { minimalEnvironment } from './environment.ts';

interface StartOptions {
  /** Address of the fake commercetools. */
  url: string;
  environment?: Record<string, string>;
  /** Further routes, beside the product's own. */
  routers?: (dependencies: Dependencies) => Router[];
}

export interface RunningApp {
  readonly url: string;
  readonly dependencies: Dependencies;
  /** What was logged, as it would have been written. */
  readonly logged: Record<string, unknown>[];
  stop: () => Promise<void>;
}

/** The real application on a free port, with its log in memory. */
export const startApp = async ({
  url,
  environment = {},
  routers = () => [],
}: StartOptions): Promise<RunningApp> => {
  const logged: Record<string, unknown>[] = [];
  const logger = createLogger({ level: 'debug', sink: (line) => logged.push(line) });
  const config = loadConfig({ ...minimalEnvironment(url), PORT: '0', ...environment });
  const dependencies = createDependencies(config, logger);
  const app = createApp({ ...dependencies, routers: [...dependencies.routers, ...routers(dependencies)] });
  const running = await startServer(app, dependencies);
  return {
    url: `http://127.0.0.1:${running.port}`,
    dependencies,
    logged,
    stop: () => stopServer(running, dependencies, 0),
  };
};
