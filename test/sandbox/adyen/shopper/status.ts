import type { Payment } from '../books.ts';
import { isSettled } from '../checkout/settle.ts';
import { json, textOf, type Reply, type Routes } from '../http/exchange.ts';
import type { Order } from '../orders.ts';
import type { World } from '../world.ts';

const waiting = (): Reply => json({ type: 'pending', resultCode: 'pending' });

const settled = (world: World, { pspReference, resultCode }: Payment): Reply =>
  json({
    type: 'complete',
    resultCode: resultCode.toLowerCase(),
    payload: world.continuations.issue('Ab02b4c0', { pspReference }),
  });

const orderStatus = (world: World, order: Order): Reply =>
  json({
    expiresAt: order.expiresAt,
    remainingAmount: { currency: order.amount.currency, value: order.remaining },
    paymentMethods: order.payments.flatMap((reference) => {
      const payment = world.books.get(reference);
      if (!payment) return [];
      const { type, brand, lastFour } = payment.paidWith;
      return { type: brand ?? type, name: type, lastFour, amount: payment.amount };
    }),
  });

/** What adyen-web asks again and again while a shopper is in her bank's app, and about a partly paid order. */
export const statusRoutes = (world: World): Routes => ({
  'POST /checkoutshopper/services/PaymentInitiation/v1/status': ({ body }) => {
    const continuation = world.continuations.find(textOf(body, 'paymentData'));
    const payment = world.books.get(continuation?.pspReference ?? '');
    return payment && isSettled(payment) ? settled(world, payment) : waiting();
  },
  'POST /checkoutshopper/v1/order/status': ({ body }) => {
    const orderData = textOf(body, 'orderData');
    const order = world.orders.all().find((candidate) => candidate.orderData === orderData);
    return order
      ? orderStatus(world, order)
      : json({ status: 422, errorCode: '14_0501', message: 'Order not found' }, 422);
  },
});
