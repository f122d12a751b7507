import { randomUUID } from 'node:crypto';
import type { Cart } from '@commercetools/platform-sdk';
import { totalOf } from './cart-summary.ts';
import type { CommercetoolsClient } from './commercetools.ts';
import { ShopError } from './http.ts';
import { cartOfPayment, placeOrder } from './orders.ts';

interface StoredMethods {
  storedPaymentMethods: { id: string; displayOptions: { endDigits?: string; brand?: { key: string } } }[];
}

interface ChargeAnswer {
  message?: string;
  paymentId?: string;
  transactionStatus?: { state: 'Completed' | 'Failed' | 'Pending'; errors: { message: string }[] };
}

interface Ways {
  readonly commercetools: CommercetoolsClient;
  readonly startSession: (cartId: string) => Promise<{ sessionId: string }>;
  readonly processorUrl: string;
  readonly token: () => Promise<string>;
}

/** The same basket once more, as a subscription's next delivery. */
const repeat = (commercetools: CommercetoolsClient, cart: Cart): Promise<Cart> =>
  commercetools.post<Cart>('/carts', {
    currency: cart.totalPrice.currencyCode,
    country: cart.country,
    locale: cart.locale,
    customerId: cart.customerId,
    customerEmail: cart.customerEmail,
    lineItems: cart.lineItems.map(({ variant, quantity }) => ({ sku: variant.sku, quantity })),
    shippingAddress: cart.shippingAddress,
    billingAddress: cart.billingAddress,
    shippingMethod: cart.shippingInfo?.shippingMethod,
    taxMode: cart.taxMode,
  });

/**
 * Charges the customer of an earlier payment for the same basket, with a stored method and without the shopper.
 * @throws ShopError when the payment was a guest's, or nothing is stored, or the charge is refused
 */
export async function chargeNextOrder(ways: Ways, paymentId: string) {
  const { commercetools, processorUrl } = ways;
  const earlier = await cartOfPayment(commercetools, paymentId);
  if (earlier?.customerId === undefined) throw new ShopError(400, 'A guest paid this: nothing is stored.');
  const cart = await repeat(commercetools, earlier);

  const { sessionId } = await ways.startSession(cart.id);
  const stored = await fetch(`${processorUrl}/stored-payment-methods`, {
    headers: { 'X-Session-Id': sessionId },
  });
  const [method] = ((await stored.json()) as StoredMethods).storedPaymentMethods;
  if (method === undefined) throw new ShopError(400, 'The customer has stored no payment method.');

  const response = await fetch(`${processorUrl}/operations/transactions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await ways.token()}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      type: 'Recurring',
      cartId: cart.id,
      paymentMethodId: method.id,
      checkoutTransactionItemId: randomUUID(),
    }),
  });
  const { paymentId: newPaymentId, transactionStatus, message } = (await response.json()) as ChargeAnswer;
  if (transactionStatus?.state !== 'Completed' || newPaymentId === undefined) {
    throw new ShopError(
      409,
      transactionStatus?.errors[0]?.message ?? message ?? 'The charge did not go through.',
    );
  }
  const { reference } = await placeOrder(commercetools, newPaymentId);
  return { reference, amount: totalOf(cart), endDigits: method.displayOptions.endDigits };
}
