import { createCustomObjects } from '../commercetools/custom-objects.ts';
import { ConfigurationError, loadConfig } from '../config/load-config.ts';
import { createDependencies, type Dependencies } from '../dependencies.ts';
import { createLogger } from '../logging/logger.ts';
import { serviceUrl } from './service-url.ts';
import { deactivateWebhooks } from './webhook-setup.ts';

// Runs before the connector is taken away. It deactivates the webhooks that it made, and removes nothing: Payments refer to
// the custom types for as long as they exist, and another deployment of the connector may be using them. Taking the
// connector away must not fail, so that what could not be done is said.

const leaves = [
  'The custom types of the connector stay in commercetools: Payments refer to them. Delete them by hand once no Payment does.',
  'Payments, stored payment methods and tokens stay as they are.',
];

const byHand =
  "Adyen's webhooks to this deployment stay: deactivate them in Adyen's Customer Area, else Adyen keeps trying to deliver.";

const deactivate = async (dependencies: Dependencies): Promise<string> => {
  const { config, commercetools, management, logger } = dependencies;
  if (!management) return byHand;
  const count = await deactivateWebhooks({
    config,
    logger,
    management,
    customObjects: createCustomObjects(commercetools),
    serviceUrl: serviceUrl(process.env),
  });
  return `${count} of Adyen's webhooks to this deployment were deactivated.`;
};

const run = async (): Promise<string> => {
  let dependencies: Dependencies | undefined;
  try {
    dependencies = createDependencies(loadConfig(process.env));
    return await deactivate(dependencies);
  } catch (error) {
    if (error instanceof ConfigurationError) return byHand;
    return `${byHand} (${error instanceof Error ? error.message : String(error)})`;
  } finally {
    await dependencies?.close();
  }
};

const logger = createLogger({ level: 'info' });
for (const line of [...leaves, await run()]) logger.info(`pre-undeploy: ${line}`);
