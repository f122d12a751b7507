/** Collections that commercetools-mock writes, by their path; they are read and deleted here. */
export const MOCK_KINDS = {
  carts: 'cart',
  orders: 'order',
  customers: 'customer',
  'business-units': 'business-unit',
  'customer-groups': 'customer-group',
  products: 'product',
  'product-types': 'product-type',
  categories: 'category',
  types: 'type',
  'tax-categories': 'tax-category',
  zones: 'zone',
  'shipping-methods': 'shipping-method',
  stores: 'store',
  channels: 'channel',
  states: 'state',
  'discount-codes': 'discount-code',
  'cart-discounts': 'cart-discount',
} as const;

const OWN_KINDS = { payments: 'payment', 'payment-methods': 'payment-method', sessions: 'session' } as const;

const BY_PATH: Readonly<Record<string, string>> = { ...MOCK_KINDS, ...OWN_KINDS };

/** The type id of a collection's resources: `cart` for `carts`. */
export const typeIdOf = (collection: string): string | undefined => BY_PATH[collection];
