import { customTypes } from '../commercetools/custom-types.ts';
import { toCommercetoolsFault } from '../commercetools/errors.ts';
import { ConfigurationError, loadConfig } from '../config/load-config.ts';
import { createDependencies, type Dependencies } from '../dependencies.ts';
import { Fault } from '../errors.ts';
import { ensureType } from './ensure-type.ts';

// Runs after each deployment of the connector: prepares the commercetools project. Whatever it cannot do ends it with
// exit code 1, so that the deployment fails where somebody looks, and not the first payment.

const advice =
  'Check CTP_PROJECT_KEY, CTP_CLIENT_ID, CTP_CLIENT_SECRET, CTP_AUTH_URL and CTP_API_URL, and that the API client has the scope manage_types; then deploy again.';

const explain = (error: unknown): string => {
  const fault = toCommercetoolsFault(error);
  if (fault instanceof Fault) return `${fault.privateMessage ?? fault.message} ${advice}`;
  return error instanceof Error ? error.message : String(error);
};

const ensureTypes = async ({ commercetools, logger }: Dependencies): Promise<void> => {
  for (const type of customTypes) {
    const outcome = await ensureType(commercetools, type);
    logger.info(`custom type ${type.key}: ${outcome}`);
  }
};

const run = async (dependencies: Dependencies): Promise<void> => {
  try {
    await ensureTypes(dependencies);
    dependencies.logger.info('post-deploy: done');
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`post-deploy failed: ${explain(error)}\n`);
  } finally {
    await dependencies.close();
  }
};

try {
  await run(createDependencies(loadConfig(process.env)));
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.exitCode = 1;
  process.stderr.write(`${error.lines.join('\n')}\n`);
}
