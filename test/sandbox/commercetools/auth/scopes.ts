import { insufficientScope } from '../http/errors.ts';
import type { Caller } from '../http/router.ts';

const area = (name: string): ScopeRule => ({
  read: [`view_${name}`, `manage_${name}`],
  write: [`manage_${name}`],
});

interface ScopeRule {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

const ORDERS = area('orders');
const PRODUCTS = area('products');

/** Scopes by the resource's path, as https://docs.commercetools.com/api/scopes lists them. */
const RULES: Readonly<Record<string, ScopeRule>> = {
  payments: area('payments'),
  carts: ORDERS,
  orders: ORDERS,
  sessions: area('sessions'),
  'payment-methods': area('payment_methods'),
  'payment-intents': { read: [], write: ['manage_checkout_payment_intents'] },
  'recurring-payment-jobs': area('recurring_payment_jobs'),
  types: area('types'),
  'custom-objects': area('key_value_documents'),
  customers: area('customers'),
  'business-units': area('business_units'),
  products: PRODUCTS,
  'product-projections': { ...PRODUCTS, read: [...PRODUCTS.read, 'view_published_products'] },
  'product-types': PRODUCTS,
  'tax-categories': area('tax_categories'),
  zones: area('shipping_methods'),
  'shipping-methods': area('shipping_methods'),
  stores: area('stores'),
  'api-clients': area('api_clients'),
};

/**
 * Refuses a caller without the scope that the resource asks for; a resource without a rule asks for the project's.
 *
 * @param resource first segment of the path below the project
 * @throws CtError 403 `insufficient_scope`
 */
export function requireScope(caller: Caller, projectKey: string, method: string, resource: string): void {
  const rule = RULES[resource] ?? area('project_settings');
  const isRead = method === 'GET' || method === 'HEAD';
  const oneOf = [...(isRead ? rule.read : rule.write), 'manage_project'].map(
    (scope) => `${scope}:${projectKey}`,
  );
  if (!oneOf.some((scope) => caller.scopes.includes(scope))) throw insufficientScope(oneOf);
}
