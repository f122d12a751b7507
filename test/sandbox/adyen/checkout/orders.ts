import { refund, cancel } from '../books.ts';
import { newReference } from '../references.ts';
import { orderView } from '../orders.ts';
import { check, checkAmount } from '../validation/check.ts';
import { balanceRequest, cancelOrderRequest, orderRequest } from '../validation/requests.ts';
import { orderClosed, orderOpened } from '../webhooks/events.ts';
import type { World } from '../world.ts';
import { checkMerchantAccount } from './accept.ts';
import { accountOf } from './account.ts';
import { openOrder } from './order-of.ts';
import { accountNumber } from './settle.ts';

/** `POST /paymentMethods/balance`. */
export const checkBalance = (world: World, body: unknown): Record<string, unknown> => {
  const request = check(balanceRequest, body);
  checkMerchantAccount(world, request.merchantAccount);
  checkAmount(request.amount, 0);
  const account = accountOf(world, { ...request.paymentMethod, type: 'giftcard' }, request);
  const balance = world.giftCards.balance(account.secret, request.amount.currency);
  const enough = balance.value >= request.amount.value;
  return {
    pspReference: newReference(),
    resultCode: enough ? 'Success' : 'NotEnoughBalance',
    balance,
  };
};

/** `POST /orders`. */
export const createOrder = (world: World, body: unknown): Record<string, unknown> => {
  const request = check(orderRequest, body);
  checkMerchantAccount(world, request.merchantAccount);
  checkAmount(request.amount);
  const { reference, merchantAccount, amount } = request;
  const order = world.orders.open({ reference, merchantAccount, amount }, request.expiresAt);
  world.webhooks.notify(orderOpened(order));
  return { ...orderView(order), resultCode: 'Success' };
};

/** `POST /orders/cancel`: every part is given back; ORDER_CLOSED says so, the parts have no event of their own. */
export const cancelOrder = (world: World, body: unknown): Record<string, unknown> => {
  const request = check(cancelOrderRequest, body);
  checkMerchantAccount(world, request.merchantAccount);
  const order = openOrder(world, request.order);
  const parts = order.payments.flatMap((reference) => world.books.get(reference) ?? []);
  order.state = 'cancelled';
  for (const part of parts) {
    const { currency } = part.amount;
    if (part.captured > 0) refund(part, { currency, value: part.captured - part.refunded });
    else cancel(part);
    if (part.paidWith.type === 'giftcard') {
      world.giftCards.take(accountNumber(part), { currency, value: -part.authorised });
    }
  }
  world.webhooks.notify(orderClosed(order, parts, world.settings));
  return { pspReference: newReference(), resultCode: 'Received' };
};
