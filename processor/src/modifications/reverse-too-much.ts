import type { Payment } from '@commercetools/platform-sdk';
import type { CartWithPayments } from '../commercetools/carts.ts';
import { paymentIdOf } from '../identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { mayHaveOpenTries } from './duplicate-tries.ts';
import { reverseDuplicate } from './reverse-duplicates.ts';
import { reverseUnlinked } from './reverse-unlinked.ts';

/**
 * Reverses what is too much now that a payment is authorised.
 * @param found the cart that lists it, with its payments
 * @throws what kept a reversal from being made
 */
export const reverseTooMuch = (
  deps: PaymentDependencies,
  payment: Payment,
  found: CartWithPayments | undefined,
): Promise<void> =>
  found ? reverseDuplicate(deps, found.cart, found.payments) : reverseUnlinked(deps, payment);

/**
 * Goes on with the reversal of a payment about which a notification has come: with a refund where Adyen has refused to
 * cancel since it has captured, or with a try whose answer was lost.
 */
export const goOnWithReversal = async (deps: PaymentDependencies, payment: Payment): Promise<void> => {
  if (!mayHaveOpenTries(payment)) return;
  await reverseTooMuch(deps, payment, await deps.carts.findByPayment(paymentIdOf(payment)));
};
