import type { Cart, Payment } from '@commercetools/platform-sdk';
import type { PaymentAnswer } from '../adyen/responses.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { recordDetails } from './record-details.ts';
import { prepareRecurringOrders } from './recurring-orders.ts';

/**
 * What Adyen's answer to an authorised attempt says beyond the payment's state: the details that may be shown, and that a
 * stored method can pay the orders that follow. Nothing of it makes the payment fail; the notification says it again.
 */
export const learnOfAnswer = async (
  deps: PaymentDependencies,
  given: {
    readonly payment: Payment;
    readonly answer: PaymentAnswer;
    readonly cart: Cart;
    /** The stored method that was paid with. */
    readonly paymentMethodId: string | undefined;
  },
): Promise<void> => {
  const { payment, answer, cart, paymentMethodId } = given;
  try {
    const brand = answer.paymentMethod?.brand ?? answer.paymentMethod?.type;
    await recordDetails(deps, payment, answer.additionalData, brand);
  } catch (error) {
    deps.logger.warn('The details of a payment method could not be written.', {
      paymentId: payment.id,
      error,
    });
  }
  if (paymentMethodId !== undefined) await prepareRecurringOrders(deps, { payment, cart, paymentMethodId });
};
