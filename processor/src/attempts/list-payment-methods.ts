import {
  buildPaymentMethodsRequest,
  filterPaymentMethods,
} from '../adyen/requests/payment-methods-request.ts';
import type { PaymentMethodsAnswer } from '../adyen/responses.ts';
import { accountOfCart } from '../config/merchant-accounts.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { notFound } from '../errors.ts';
import type { PspReference } from '../identifiers.ts';
import { owed } from '../ledger/cart-owed.ts';
import { toAdyenAmount, type AdyenAmount } from '../ledger/money.ts';
import { withOwnIds } from '../stored-methods/own-ids.ts';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import { customerReferenceOf } from '../shopper-reference.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** What the page that shows the methods may say about itself. */
export interface PaymentMethodsInput {
  readonly countryCode?: string | undefined;
  readonly locale?: string | undefined;
  readonly order?: { readonly orderData: string; readonly pspReference: PspReference } | undefined;
}

/**
 * Adyen's answer, and the amount that it is for in Adyen's minor units, which wallets and gift cards show.
 * `storePaymentDetails` is `false` for a guest, where only customers can store what they pay with; else it is absent.
 */
export type PaymentMethodsList = PaymentMethodsAnswer & {
  readonly amount: AdyenAmount;
  readonly storePaymentDetails?: false;
};

/**
 * Adyen's payment methods for what the session's cart still owes, without those that the session does not allow. Stored
 * ones carry commercetools' ids.
 * @throws Fault 404 without a cart, 502 to 504 when Adyen cannot be used
 */
export const listPaymentMethods = async (
  deps: PaymentDependencies,
  session: CheckoutSession,
  input: PaymentMethodsInput,
): Promise<PaymentMethodsList> => {
  const found = await deps.carts.get(session.cartId);
  if (!found) throw notFound("The session's cart");
  const { centAmount, currencyCode } = owed(found.cart, found.payments, session.giftCardPlannedAmount);
  const amount = { centAmount: Math.max(0, centAmount), currencyCode };
  assertRepresentable(amount);
  const reference = customerReferenceOf(found.cart);
  const { isEnabled } = deps.config.storedPaymentMethods;
  const withStored = isEnabled && reference !== undefined;
  const merchantAccount = accountOfCart(deps.config, found.cart);
  const request = buildPaymentMethodsRequest({
    merchantAccount,
    cart: found.cart,
    amount,
    withStored,
    ...input,
  });
  const answer = await deps.adyen.paymentMethods(request);
  const allowed = filterPaymentMethods(answer, session.allowedPaymentMethods);
  const storedPaymentMethods = withStored
    ? await withOwnIds(deps, reference, merchantAccount, allowed.storedPaymentMethods)
    : [];
  return {
    ...allowed,
    storedPaymentMethods,
    amount: toAdyenAmount(amount),
    ...(isEnabled && !withStored ? { storePaymentDetails: false } : {}),
  };
};
