import type { Resource } from './resource.ts';

/** A look-up that need not read the whole table. */
export interface IndexDefinition {
  /** The field as a predicate reaches it: `transactions.interactionId` is `transactions(interactionId="...")`. */
  readonly path: string;
  readonly values: (resource: Resource) => readonly string[];
  /** The field that a duplicate is reported for, and its value by the value in the index. */
  readonly unique?: { readonly field: string; readonly value: (indexed: string) => string };
}

const textsAt = (value: unknown, path: readonly string[]): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => textsAt(item, path));
  const [field, ...rest] = path;
  if (field === undefined) return typeof value === 'string' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return textsAt((value as Record<string, unknown>)[field], rest);
};

const index = (path: string): IndexDefinition => {
  const fields = path.split('.');
  return { path, values: (resource) => textsAt(resource, fields) };
};

const uniqueIndex = (path: string): IndexDefinition => {
  return { ...index(path), unique: { field: path, value: (indexed) => indexed } };
};

// Documented with Payment.interfaceId: only the combination of both fields is unique.
const interfaceIdOfPayment: IndexDefinition = {
  path: 'interfaceId and paymentInterface',
  values: (resource) => {
    const [interfaceId] = textsAt(resource, ['interfaceId']);
    const [paymentInterface] = textsAt(resource, ['paymentMethodInfo', 'paymentInterface']);
    return interfaceId === undefined ? [] : [`${paymentInterface ?? ''}\n${interfaceId}`];
  },
  unique: { field: 'interfaceId', value: (indexed) => indexed.slice(indexed.indexOf('\n') + 1) },
};

const containerAndKey: IndexDefinition = {
  path: 'container and key',
  values: (resource) => [`${textsAt(resource, ['container'])[0] ?? ''}\n${resource.key ?? ''}`],
};

const BY_TYPE: Readonly<Record<string, readonly IndexDefinition[]>> = {
  payment: [
    uniqueIndex('key'),
    index('interfaceId'),
    index('transactions.id'),
    index('transactions.interactionId'),
    // Documented with setTransactionInterfaceId: "It must be unique across all transactions".
    uniqueIndex('transactions.interfaceId'),
    index('customer.id'),
    index('anonymousId'),
    interfaceIdOfPayment,
  ],
  cart: [uniqueIndex('key'), index('paymentInfo.payments.id'), index('customerId'), index('anonymousId')],
  order: [
    uniqueIndex('orderNumber'),
    index('paymentInfo.payments.id'),
    index('cart.id'),
    index('customerId'),
  ],
  customer: [uniqueIndex('key'), uniqueIndex('customerNumber'), index('email')],
  'payment-method': [uniqueIndex('key'), index('customer.id'), index('token.value')],
  // Keys of custom objects are unique per container only.
  'key-value-document': [containerAndKey, index('container'), index('key')],
  product: [
    uniqueIndex('key'),
    index('masterData.current.masterVariant.sku'),
    index('masterData.current.variants.sku'),
  ],
};

export const indexesOf = (typeId: string): readonly IndexDefinition[] =>
  BY_TYPE[typeId] ?? [uniqueIndex('key')];
