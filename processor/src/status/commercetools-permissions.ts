import type { Config } from '../config/config.ts';
import type { StatusCheck } from './check.ts';
import type { AccessTokens } from '../commercetools/access-token.ts';
import type { Introspect } from '../commercetools/introspection.ts';
import { holdsScope } from '../commercetools/scopes.ts';

const always = [
  'manage_payments',
  'manage_orders',
  'view_sessions',
  'view_api_clients',
  'introspect_oauth_tokens',
  'manage_checkout_payment_intents',
];

/** The scopes that the connector's API client needs, `manage_project` aside. */
export const requiredScopes = (
  config: Pick<Config, 'storedPaymentMethods' | 'storePaymentMethodDetails' | 'saveInterfaceInteractions'>,
): readonly string[] => [
  ...always,
  ...(config.storedPaymentMethods.isEnabled ? ['manage_payment_methods'] : []),
  ...(config.storePaymentMethodDetails || config.saveInterfaceInteractions ? ['manage_types'] : []),
];

/** Whether commercetools can be reached and lets the connector do its work. */
export const permissionsCheck = (
  config: Config,
  tokens: AccessTokens,
  introspect: Introspect,
): StatusCheck => ({
  name: 'commercetools permissions',
  find: async () => {
    const { isActive, scopes } = await introspect(await tokens.get(), { isFresh: true });
    if (!isActive) return "commercetools does not accept the connector's token.";
    const { projectKey } = config.commercetools;
    const missing = requiredScopes(config).filter(
      (scope) => !holdsScope(scopes, projectKey, 'manage_project', scope),
    );
    return missing.length === 0 ? undefined : `The API client lacks the scopes ${missing.join(', ')}.`;
  },
});
