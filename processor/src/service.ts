import { createApp } from './app.ts';
import { ConfigurationError, loadConfig } from './config/load-config.ts';
import { createDependencies } from './dependencies.ts';
import type { Config } from './config/config.ts';
import { startServer, stopOnBugs, stopOnSignals } from './server.ts';

const telemetryOf = async ({ telemetry }: Config): Promise<() => Promise<void>> =>
  telemetry === undefined
    ? () => Promise.resolve()
    : (await import('./observability/exporter.ts')).startTelemetry(telemetry);

try {
  const config = loadConfig(process.env);
  // Before anything else, so that nothing is measured into the void.
  const stopTelemetry = await telemetryOf(config);
  const built = createDependencies(config);
  const close = async (): Promise<void> => {
    await Promise.all([built.close(), stopTelemetry()]);
  };
  const dependencies = { ...built, close };
  stopOnBugs(dependencies);
  const running = await startServer(createApp(dependencies), dependencies);
  stopOnSignals(running, dependencies);
  // Whoever waits for this line may stop the service right after it.
  dependencies.logger.info('listening', { port: running.port });
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.lines.join('\n')}\n`);
  process.exitCode = 1;
}
