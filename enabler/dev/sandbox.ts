import type { ComponentType } from '../src/types.ts';

/** Where and in what each method can be paid; elsewhere Adyen does not offer it. */
const places: Partial<Record<ComponentType, [country: string, currency: string]>> = {
  afterpay: ['AU', 'AUD'],
  bancontactcard: ['BE', 'EUR'],
  bancontactmobile: ['BE', 'EUR'],
  blik: ['PL', 'PLN'],
  clearpay: ['GB', 'GBP'],
  eps: ['AT', 'EUR'],
  fpx: ['MY', 'MYR'],
  jcs: ['JP', 'JPY'],
  mbway: ['PT', 'EUR'],
  mobilepay: ['DK', 'DKK'],
  przelewy24: ['PL', 'PLN'],
  swish: ['SE', 'SEK'],
  twint: ['CH', 'CHF'],
  vipps: ['NO', 'NOK'],
  zip: ['AU', 'AUD'],
};

export function placeOf(method: ComponentType): { country: string; currency: string } {
  const [country, currency] = places[method] ?? ['NL', 'EUR'];
  return { country, currency };
}

async function control<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(`/commercetools/_control${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`The sandbox does not answer (${response.status}). Is \`npm run demo\` running?`);
  return (await response.json()) as T;
}

interface CartWish {
  country: string;
  currency: string;
  total: number;
  customerId: string | undefined;
}

/** A session of a new cart. */
export async function newSession(wish: CartWish, processorUrl: string): Promise<string> {
  const cart = await control<{ id: string }>('/carts', {
    ...wish,
    shippingAddress: { country: wish.country },
  });
  const session = await control<{ id: string }>('/sessions', {
    cartId: cart.id,
    metadata: {
      processorUrl,
      allowedPaymentMethods: [],
      merchantReturnUrl: location.origin + location.pathname,
      checkoutTransactionItemId: crypto.randomUUID(),
    },
  });
  return session.id;
}

export async function newCustomer(): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`;
  return (await control<{ id: string }>('/customers', { email })).id;
}
