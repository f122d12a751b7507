import { newPayment, updatePayment, type LeanAction, type LeanPayment } from './lean-payment.ts';
import type { LeanAnswer, LeanRequest } from './lean-server.ts';

export const projectKey = 'bench';

/** What a cart of the bench costs, in EUR cents. */
export const total = 10_988;

/** The n-th cart's id; its session has the same. */
export const cartIdOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

interface LeanCart {
  version: number;
  readonly payments: string[];
}

const ok = (body: unknown): LeanAnswer => ({ status: 200, body: JSON.stringify(body) });

const fault = (status: number, code: string): LeanAnswer => ({
  status,
  body: JSON.stringify({ statusCode: status, message: code, errors: [{ code, message: code }] }),
});

const money = (centAmount: number) => ({
  type: 'centPrecision',
  currencyCode: 'EUR',
  centAmount,
  fractionDigits: 2,
});

const rate = { name: 'VAT', amount: 0.19, includedInPrice: true, country: 'DE' };

const lineItem = (index: number, centAmount: number) => ({
  id: `line-${index}`,
  productId: `product-${index}`,
  name: { en: `Article ${index}` },
  variant: { id: 1, sku: `sku-${index}`, images: [], attributes: [] },
  quantity: 2,
  price: { id: 'p', value: money(centAmount / 2) },
  totalPrice: money(centAmount),
  taxRate: rate,
  taxedPrice: { totalGross: money(centAmount), totalNet: money(Math.round(centAmount / 1.19)) },
  discountedPricePerQuantity: [],
  priceMode: 'Platform',
  lineItemMode: 'Standard',
  state: [],
});

const address = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  streetName: 'Analytical Way',
  streetNumber: '12',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
  email: 'ada@example.com',
};

/** The parts that are the same in every cart, ready as text: a realistic size, and no work. */
const rest = JSON.stringify({
  cartState: 'Active',
  anonymousId: 'anonymous-1',
  country: 'DE',
  locale: 'de-DE',
  lineItems: [lineItem(1, 4000), lineItem(2, 5000), lineItem(3, 1988)],
  customLineItems: [],
  discountCodes: [],
  directDiscounts: [],
  taxMode: 'Platform',
  totalPrice: money(total),
  taxedPrice: { totalGross: money(total), totalNet: money(9234), taxPortions: [] },
  shippingAddress: address,
  billingAddress: address,
  shipping: [],
  inventoryMode: 'None',
  origin: 'Customer',
}).slice(1);

export interface LeanCommercetools {
  readonly answer: (request: LeanRequest) => LeanAnswer;
  readonly payments: () => readonly LeanPayment[];
}

/** As much of commercetools as the connector asks for, in memory, with versions and unique keys. */
export function leanCommercetools(): LeanCommercetools {
  const carts = new Map<string, LeanCart>();
  const payments = new Map<string, LeanPayment>();
  const byKey = new Map<string, LeanPayment>();

  const cartOf = (id: string): LeanCart => {
    const known = carts.get(id);
    if (known) return known;
    const cart = { version: 1, payments: [] };
    carts.set(id, cart);
    return cart;
  };

  const cartAnswer = (id: string, { version, payments: linked }: LeanCart): LeanAnswer => {
    const references = linked.map((payment) => ({
      typeId: 'payment',
      id: payment,
      obj: payments.get(payment),
    }));
    const info = linked.length === 0 ? '' : `"paymentInfo":${JSON.stringify({ payments: references })},`;
    return { status: 200, body: `{"id":"${id}","version":${version},${info}${rest}` };
  };

  const session = (id: string): LeanAnswer =>
    ok({
      id,
      version: 1,
      state: 'ACTIVE',
      activeCart: { cartRef: { id } },
      metadata: {
        processorUrl: 'https://processor.example',
        merchantReturnUrl: 'https://shop.example/return',
      },
    });

  const createPayment = (draft: Record<string, unknown>): LeanAnswer => {
    const key = String(draft['key']);
    if (byKey.has(key)) return fault(400, 'DuplicateField');
    const payment = newPayment(draft);
    payments.set(payment.id, payment);
    byKey.set(key, payment);
    return { status: 201, body: JSON.stringify(payment) };
  };

  const onPayment = ({ method, body }: LeanRequest, payment: LeanPayment | undefined): LeanAnswer => {
    if (!payment) return fault(404, 'ResourceNotFound');
    if (method === 'GET') return ok(payment);
    const { version, actions } = JSON.parse(body) as { version: number; actions: LeanAction[] };
    if (version !== payment.version) return fault(409, 'ConcurrentModification');
    updatePayment(payment, actions);
    return ok(payment);
  };

  const onCart = ({ method, body }: LeanRequest, id: string): LeanAnswer => {
    const cart = cartOf(id);
    if (method !== 'GET') {
      const { version, actions } = JSON.parse(body) as {
        version: number;
        actions: { action: string; payment?: { id: string } }[];
      };
      if (version !== cart.version) return fault(409, 'ConcurrentModification');
      for (const { payment } of actions) if (payment) cart.payments.push(payment.id);
      cart.version += 1;
    }
    return cartAnswer(id, cart);
  };

  const query = (path: string): LeanAnswer => {
    const where = new URLSearchParams(path.split('?')[1]).get('where') ?? '';
    const wanted = /"([^"]+)"/.exec(where)?.[1] ?? '';
    const found = path.includes('/carts')
      ? [...carts]
          .filter(([, cart]) => cart.payments.includes(wanted))
          .map(([id, cart]) => JSON.parse(cartAnswer(id, cart).body) as unknown)
      : [...payments.values()].filter((payment) => JSON.stringify(payment).includes(wanted));
    return ok({ limit: 20, offset: 0, count: found.length, results: found });
  };

  const answer: LeanCommercetools['answer'] = (request) => {
    const { method, path, body } = request;
    if (path === '/oauth/token') return ok({ access_token: 'bench-token', expires_in: 172_800 });
    if (path === '/oauth/introspect') {
      return ok({ active: true, scope: `manage_project:${projectKey}`, exp: Date.now() + 3_600_000 });
    }
    const [, , kind = '', name = ''] = (path.split('?')[0] ?? '').split('/');
    if (kind === 'sessions') return session(name);
    if (kind === 'carts') return name === '' ? query(path) : onCart(request, name);
    if (kind !== 'payments') return fault(404, 'ResourceNotFound');
    if (name.startsWith('key=')) return onPayment(request, byKey.get(name.slice('key='.length)));
    if (name !== '') return onPayment(request, payments.get(name));
    return method === 'POST' ? createPayment(JSON.parse(body) as Record<string, unknown>) : query(path);
  };

  return { answer, payments: () => [...payments.values()] };
}
