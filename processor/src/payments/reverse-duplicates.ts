import type { Cart, Payment } from '@commercetools/platform-sdk';
import { Fault } from '../errors.ts';
import { duplicateOf } from '../ledger/duplicates.ts';
import { isOurs } from '../ledger/ours.ts';
import { mayStillSucceed } from './attempt-state.ts';
import type { PaymentDependencies } from './dependencies.ts';
import type { ModificationOutcome } from './modify-payment.ts';
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
  try {
    if (!siblings.some(mayStillSucceed)) {
      await reverseDuplicate(deps, cart, [payment, ...siblings]);
      return;
    }
    const current = await deps.carts.get(cart.id);
    if (current) await reverseDuplicate(deps, current.cart, current.payments);
  } catch (error) {
    // The shopper's answer does not hang on it: the authorisation's notification looks for duplicates again.
    deps.logger.error(
      'It could not be settled whether a cart was paid twice; a notification will try again.',
      {
        code: 'DuplicatePaymentUnsettled',
        cartId: cart.id,
        paymentId: payment.id,
        error,
      },
    );
  }
};

/** The same for a cart that was just read together with its payments. Another provider's payment is only reported. */
export const reverseDuplicate = async (
  deps: PaymentDependencies,
  cart: Cart,
  payments: readonly Payment[],
): Promise<void> => {
  const duplicate = duplicateOf(cart, payments);
  if (!duplicate) return;
  const fields = { cartId: cart.id, paymentId: duplicate.id, pspReference: duplicate.interfaceId };
  if (deps.config.duplicatePayments === 'flag' || !isOurs(duplicate)) {
    deps.logger.error('A cart was paid twice; one payment should be given back.', {
      code: 'DuplicatePaymentFound',
      ...fields,
    });
    return;
  }
  const caller = { idempotencyKey: `duplicate-${duplicate.id}`, left: new Promise<void>(() => undefined) };
  if (await isRejected(reversePayment(deps, duplicate, undefined, caller))) {
    deps.logger.error('A cart was paid twice, and Adyen refuses to give one payment back.', {
      code: 'DuplicatePaymentFound',
      ...fields,
    });
    return;
  }
  deps.logger.warn('A cart was paid twice: one payment was given back.', {
    code: 'DuplicatePaymentReversed',
    ...fields,
  });
};

/** A guard that refuses says that the payment is being given back already. */
const isRejected = async (reversal: Promise<ModificationOutcome>): Promise<boolean> => {
  try {
    return (await reversal) === 'rejected';
  } catch (error) {
    if (error instanceof Fault && error.statusCode === 400) return false;
    throw error;
  }
};
