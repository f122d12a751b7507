import type { Cart, Payment } from '@commercetools/platform-sdk';
import { isRecurring } from '../adyen/requests/recurring-cart.ts';
import { paymentIdOf } from '../identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** For which payments a job was asked for: a second one could charge the following orders twice. */
const RECURRING_CONTAINER = 'adyen-recurring-payment-jobs';

/**
 * Tells Checkout, once per payment, which stored method pays the orders that follow. Only for carts with recurring items.
 * A failure is logged and not passed on: the payment has succeeded all the same.
 * @param given `cart` is looked for when it was not read yet
 */
export const prepareRecurringOrders = async (
  deps: PaymentDependencies,
  given: { readonly payment: Payment; readonly cart: Cart | undefined; readonly paymentMethodId: string },
): Promise<void> => {
  const { payment, paymentMethodId } = given;
  try {
    const cart = given.cart ?? (await deps.carts.findByPayment(paymentIdOf(payment)))?.cart;
    if (!cart || !isRecurring(cart)) return;
    const method = await deps.paymentMethods.get(paymentMethodId);
    if (method?.customer?.id !== cart.customerId) return;
    const isFirst = await deps.customObjects.createOnce(RECURRING_CONTAINER, payment.id, { paymentMethodId });
    if (isFirst) await deps.createRecurringPaymentJob({ paymentId: paymentIdOf(payment), paymentMethodId });
  } catch (error) {
    deps.logger.error('The payment of the orders that follow a recurring one could not be prepared.', {
      code: 'RecurringPaymentJobFailed',
      paymentId: payment.id,
      paymentMethodId,
      error,
    });
  }
};
