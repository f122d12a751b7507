import { unprocessable } from '../errors.ts';
import type { Amount } from '../money.ts';
import type { Order } from '../orders.ts';
import type { World } from '../world.ts';

/**
 * The order that a request names, provided that it can still take this amount.
 * @throws AdyenError 422 for an order that is unknown, closed, expired, or owes less.
 */
export const openOrder = (
  world: World,
  named: { pspReference: string; orderData: string },
  amount?: Amount,
): Order => {
  const order = world.orders.get(named.pspReference);
  if (order?.orderData !== named.orderData) throw unprocessable('14_0501', 'Order not found.');
  if (order.state !== 'open') throw unprocessable('14_0502', 'Order is closed.');
  if (Date.parse(order.expiresAt) <= Date.now()) throw unprocessable('14_0503', 'Order has expired.');
  if (amount && (amount.currency !== order.amount.currency || amount.value > order.remaining)) {
    throw unprocessable('14_0504', 'Amount exceeds the remaining amount of the order.');
  }
  return order;
};
