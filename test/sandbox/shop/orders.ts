import type { Cart, CartPagedQueryResponse, Order, Payment } from '@commercetools/platform-sdk';
import { totalOf } from './cart-summary.ts';
import type { CommercetoolsClient } from './commercetools.ts';
import { ShopError } from './http.ts';
import { orderReference } from './order-reference.ts';

/** The cart that a payment pays, or `undefined`. */
export async function cartOfPayment(
  commercetools: CommercetoolsClient,
  paymentId: string,
): Promise<Cart | undefined> {
  const { results } = await commercetools.get<CartPagedQueryResponse>('/carts', {
    where: `paymentInfo(payments(id="${paymentId}"))`,
    limit: '1',
  });
  return results[0];
}

const isPaid = ({ transactions }: Payment) =>
  transactions.some(
    ({ type, state }) => (type === 'Authorization' || type === 'Charge') && state === 'Success',
  );

/**
 * What a shop does once a payment is authorised: it looks the payment up for itself, since what a browser says proves
 * nothing, and turns the cart into an order that carries the reference the shopper has seen all along.
 */
export async function placeOrder(commercetools: CommercetoolsClient, paymentReference: string) {
  const payment = await commercetools.get<Payment>(`/payments/${paymentReference}`);
  const cart = await cartOfPayment(commercetools, payment.id);
  if (cart === undefined) throw new ShopError(404, 'No order belongs to this payment.');
  const paid = isPaid(payment);
  if (paid && cart.cartState === 'Active') {
    await commercetools.post<Order>('/orders', {
      cart: { typeId: 'cart', id: cart.id },
      version: cart.version,
      orderNumber: orderReference(cart.id),
      paymentState: 'Paid',
    });
  }
  return {
    reference: orderReference(cart.id),
    amount: totalOf(cart),
    method: payment.paymentMethodInfo.method,
    isPaid: paid,
  };
}
