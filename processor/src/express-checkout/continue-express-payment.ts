import type { Payment } from '@commercetools/platform-sdk';
import type { Checked, ShopperDetails } from '../adyen/requests/shopper-input.ts';
import type { ShopperResponse } from '../attempts/shopper-response.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { invalidInput, notFound } from '../errors.ts';
import { paymentIdOf, type IdempotencyKey, type PaymentId } from '../identifiers.ts';
import { isOurs } from '../ledger/ownership.ts';
import { mayStillSucceed } from '../ledger/attempt-state.ts';
import { continuePayment } from '../attempts/continue-payment.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** What continues an attempt with a wallet: its reference, or the method that it was started with. */
export type ExpressDetailsBody = Checked<
  Omit<ShopperDetails, 'paymentReference'> & {
    readonly paymentReference?: PaymentId | undefined;
    readonly paymentMethod?: string | undefined;
  }
>;

export interface ContinueExpressInput {
  readonly session: CheckoutSession;
  readonly body: ExpressDetailsBody;
  readonly idempotencyKey: IdempotencyKey | undefined;
}

/**
 * Continues an attempt with a wallet. A frontend that does not know the reference names the method: meant is the cart's
 * last attempt with it that is still open, or else its last one.
 * @throws Fault 404 for a payment that is not the cart's, and what `continuePayment` throws
 */
export const continueExpressPayment = async (
  deps: PaymentDependencies,
  { session, body, idempotencyKey }: ContinueExpressInput,
): Promise<ShopperResponse> => {
  const { paymentReference, paymentMethod, ...rest } = body;
  const found = await deps.carts.get(session.cartId);
  const payment = found && meant(found.payments, paymentReference, paymentMethod);
  if (!payment) throw notFound('The payment');
  if (paymentMethod !== undefined && payment.paymentMethodInfo.method !== paymentMethod) {
    throw invalidInput('The payment was started with another payment method.', { field: 'paymentMethod' });
  }
  return continuePayment(deps, {
    session,
    body: { ...rest, paymentReference: paymentIdOf(payment) },
    idempotencyKey,
  });
};

const meant = (
  payments: CartWithPayments['payments'],
  reference: PaymentId | undefined,
  method: string | undefined,
): Payment | undefined => {
  if (reference !== undefined) return payments.find(({ id }) => id === reference);
  const attempts = payments
    .filter((payment) => isOurs(payment) && payment.paymentMethodInfo.method === method)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  return attempts.findLast(mayStillSucceed) ?? attempts.at(-1);
};
