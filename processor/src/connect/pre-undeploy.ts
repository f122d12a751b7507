import { createLogger } from '../logging/logger.ts';

// Runs before the connector is taken away. It removes nothing: Payments refer to the custom types for as long as they
// exist, and another deployment of the connector may be using them.

const leaves = [
  'The custom types of the connector stay in commercetools: Payments refer to them. Delete them by hand once no Payment does.',
  "Adyen's webhooks to this deployment stay: deactivate them in Adyen's Customer Area, else Adyen keeps trying to deliver.",
  'Payments, stored payment methods and tokens stay as they are.',
];

const logger = createLogger({ level: 'info' });
for (const line of leaves) logger.info(`pre-undeploy: ${line}`);
