import type { Cart, Payment } from '@commercetools/platform-sdk';
import { duplicateOf } from '../ledger/duplicates.ts';
import { mayStillSucceed } from './attempt-state.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { reversePayment } from './reverse-payment.ts';

interface PaidCart {
  readonly cart: Cart;
  /** The payment that was just authorised. */
  readonly payment: Payment;
  /** The cart's other payments, as they were read before that. */
  readonly siblings: readonly Payment[];
}

/**
 * A shopper who finishes two redirects of one cart has paid twice: one payment is kept, the other is given back. Where
 * configured, it is only reported.
 *
 * A sibling that was still open when it was read may have succeeded meanwhile, so the cart is read again then: whoever
 * writes last sees both, and all who see both name the same one.
 */
export const reverseDuplicates = async (deps: PaymentDependencies, paid: PaidCart): Promise<void> => {
  const { cart, payment, siblings } = paid;
  if (siblings.length === 0) return;
  if (!siblings.some(mayStillSucceed)) {
    await reverseDuplicate(deps, cart, [payment, ...siblings]);
    return;
  }
  const current = await deps.carts.get(cart.id);
  if (current) await reverseDuplicate(deps, current.cart, current.payments);
};

/** The same for a cart that was just read together with its payments. */
export const reverseDuplicate = async (
  deps: PaymentDependencies,
  cart: Cart,
  payments: readonly Payment[],
): Promise<void> => {
  const duplicate = duplicateOf(cart, payments);
  if (!duplicate) return;
  const fields = { cartId: cart.id, paymentId: duplicate.id, pspReference: duplicate.interfaceId };
  if (deps.config.duplicatePayments === 'flag') {
    deps.logger.error('A cart was paid twice; one payment should be given back.', {
      code: 'DuplicatePaymentFound',
      ...fields,
    });
    return;
  }
  const caller = { idempotencyKey: `duplicate-${duplicate.id}`, left: new Promise<void>(() => undefined) };
  await reversePayment(deps, duplicate, undefined, caller);
  deps.logger.warn('A cart was paid twice: one payment was given back.', {
    code: 'DuplicatePaymentReversed',
    ...fields,
  });
};
