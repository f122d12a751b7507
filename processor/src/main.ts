import { createApp } from './app.ts';
import { ConfigurationError, loadConfig } from './config/load-config.ts';
import { createDependencies } from './dependencies.ts';
import { startServer, stopOnBugs, stopOnSignals } from './server.ts';

try {
  const dependencies = createDependencies(loadConfig(process.env));
  stopOnBugs(dependencies);
  stopOnSignals(await startServer(createApp(dependencies), dependencies), dependencies);
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.lines.join('\n')}\n`);
  process.exitCode = 1;
}
