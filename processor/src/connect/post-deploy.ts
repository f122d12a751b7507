import { ManagementError } from '../adyen/management/client.ts';
import { createCustomObjects } from '../commercetools/custom-objects.ts';
import { customTypes } from '../commercetools/custom-types.ts';
import { toCommercetoolsFault } from '../commercetools/errors.ts';
import { CommercetoolsError } from '../commercetools/failure.ts';
import { ConfigurationError, loadConfig } from '../config/load-config.ts';
import { createDependencies, type Dependencies } from '../dependencies.ts';
import { Fault } from '../errors.ts';
import { ensureType } from '../commercetools/ensure-type.ts';
import { captureAdvice } from '../status-checks/account-capture.ts';
import { serviceUrl } from './service-url.ts';
import { ensureWebhooks } from './webhook-setup.ts';

// Runs after each deployment of the connector: prepares the commercetools project and, where it may, Adyen's webhooks.
// Whatever it cannot do ends it with exit code 1, so that the deployment fails where somebody looks, and not the first
// payment.

const commercetoolsAdvice =
  'Check CTP_PROJECT_KEY, CTP_CLIENT_ID, CTP_CLIENT_SECRET, CTP_AUTH_URL and CTP_API_URL, and that the API client has the scopes manage_types and manage_key_value_documents; then deploy again.';

const adyenAdvice =
  'Check ADYEN_MANAGEMENT_API_KEY and the merchant accounts, and that the key has the role "Management API - Webhooks read and write"; then deploy again.';

/** What commercetools says is wrong: which field of which type, for example. It holds nothing secret. */
const reasonsOf = (cause: unknown): string[] =>
  cause instanceof CommercetoolsError
    ? cause.errors.map(({ message }) => message).filter((message) => typeof message === 'string')
    : [];

const explain = (error: unknown): string => {
  if (error instanceof ManagementError) return `${error.message} ${adyenAdvice}`;
  const fault = error instanceof Fault ? error : toCommercetoolsFault(error);
  if (fault)
    return [fault.privateMessage ?? fault.message, ...reasonsOf(fault.cause), commercetoolsAdvice].join(' ');
  return error instanceof Error ? error.message : String(error);
};

const ensureTypes = async ({ commercetools, logger }: Dependencies): Promise<void> => {
  for (const type of customTypes) {
    const { outcome } = await ensureType(commercetools, type);
    logger.info(`custom type ${type.key}: ${outcome}`);
  }
};

const adviseOnCapture = async ({ config, management, logger }: Dependencies): Promise<void> => {
  if (!management) return;
  try {
    for (const sentence of await captureAdvice(config, management)) logger.warn(sentence);
  } catch (error) {
    // The deployment does not need to know it.
    if (!(error instanceof ManagementError)) throw error;
    logger.info(
      'How the merchant accounts capture is not known: the key of the Management API has not the role "Management API - Accounts read".',
    );
  }
};

const setUpWebhooks = async ({ config, commercetools, management, logger }: Dependencies): Promise<void> => {
  if (!management) {
    logger.info("Adyen's webhooks: left to you, since there is no ADYEN_MANAGEMENT_API_KEY");
    return;
  }
  await ensureWebhooks({
    config,
    logger,
    management,
    customObjects: createCustomObjects(commercetools),
    serviceUrl: serviceUrl(process.env),
  });
};

const run = async (dependencies: Dependencies): Promise<void> => {
  try {
    await ensureTypes(dependencies);
    await setUpWebhooks(dependencies);
    await adviseOnCapture(dependencies);
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
