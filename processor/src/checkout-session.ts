import type { CartId } from './identifiers.ts';

/** A commercetools Checkout session, reduced to what the connector uses. It was active when the request came in. */
export interface CheckoutSession {
  readonly id: string;
  readonly cartId: CartId;
  /** Checkout's or Adyen's names; empty when the session does not restrict the methods. */
  readonly allowedPaymentMethods: readonly string[];
  readonly processorUrl?: string;
  readonly paymentInterface?: string;
  readonly checkoutTransactionItemId?: string;
  readonly merchantReturnUrl?: string;
  readonly futureOrderNumber?: string;
  /** In the currency's minor units by ISO 4217: what a gift card of another connector will pay. */
  readonly giftCardPlannedAmount?: { readonly centAmount: number; readonly currencyCode: string };
  readonly correlationId?: string;
}
