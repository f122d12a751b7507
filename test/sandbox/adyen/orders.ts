import type { Amount } from './money.ts';
import { newReference, newToken } from './references.ts';

/** An order: an amount to be paid in parts. */
export interface Order {
  pspReference: string;
  reference: string;
  merchantAccount: string;
  orderData: string;
  amount: Amount;
  remaining: number;
  expiresAt: string;
  state: 'open' | 'paid' | 'cancelled';
  /** pspReferences of its payments, in sequence. */
  payments: string[];
}

const DAY = 24 * 3_600_000;

export class Orders {
  readonly #orders = new Map<string, Order>();

  /** `expiresAt` is a day from now when absent. */
  open(details: Pick<Order, 'reference' | 'merchantAccount' | 'amount'>, expiresAt?: string): Order {
    const order: Order = {
      ...details,
      pspReference: newReference(),
      orderData: newToken('b4!order'),
      remaining: details.amount.value,
      expiresAt: expiresAt ?? new Date(Date.now() + DAY).toISOString(),
      state: 'open',
      payments: [],
    };
    this.#orders.set(order.pspReference, order);
    return order;
  }

  get(pspReference: string): Order | undefined {
    return this.#orders.get(pspReference);
  }

  all(): Order[] {
    return [...this.#orders.values()];
  }

  clear(): void {
    this.#orders.clear();
  }
}

/** How an order stands in answers. */
export const orderView = (order: Order): Record<string, unknown> => ({
  pspReference: order.pspReference,
  reference: order.reference,
  amount: order.amount,
  remainingAmount: { currency: order.amount.currency, value: order.remaining },
  expiresAt: order.expiresAt,
  ...(order.state === 'open' ? { orderData: order.orderData } : {}),
});
