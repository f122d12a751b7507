import type { Config } from '../config/config.ts';
import type { StatusCheck } from './check.ts';
import type { AccessTokens } from '../commercetools/access-token.ts';
import type { Introspect } from '../commercetools/introspection.ts';
import { holdsScope } from '../commercetools/scopes.ts';
import type { Logger } from '../logging/logger.ts';

const always = [
  'manage_payments',
  'manage_orders',
  'view_sessions',
  'view_api_clients',
  'introspect_oauth_tokens',
  'manage_checkout_payment_intents',
];

/** The scopes that the connector's API client needs, `manage_project` aside. */
const requiredScopes = (config: Config): readonly string[] => [
  ...always,
  ...(config.storedPaymentMethods.isEnabled
    ? ['manage_payment_methods', 'manage_recurring_payment_jobs']
    : []),
  ...(config.storePaymentMethodDetails || config.saveInterfaceInteractions ? ['manage_types'] : []),
  // Custom objects hold what was set aside, removed and asked for, gift card orders, and the keys of webhooks.
  'manage_key_value_documents',
];

/** Whether commercetools can be reached and lets the connector do its work. Which scopes are missing only the log tells. */
export const permissionsCheck = (
  config: Config,
  tokens: AccessTokens,
  introspect: Introspect,
  logger: Logger,
): StatusCheck => ({
  name: 'commercetools permissions',
  find: async () => {
    const { isActive, scopes } = await introspect(await tokens.get(), { isFresh: true });
    if (!isActive) return "commercetools does not accept the connector's token.";
    const { projectKey } = config.commercetools;
    const missing = requiredScopes(config).filter(
      (scope) => !holdsScope(scopes, projectKey, 'manage_project', scope),
    );
    if (missing.length === 0) return undefined;
    logger.error('The API client lacks scopes.', { code: 'ConfigurationFault', missing: missing.join(' ') });
    return 'The API client lacks scopes that the connector needs. The log names them.';
  },
});
