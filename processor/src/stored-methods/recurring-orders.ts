import type { Cart, Payment } from '@commercetools/platform-sdk';
import { isRecurring } from '../adyen/requests/recurring-cart.ts';
import { paymentIdOf } from '../identifiers.ts';
import { customerReferenceOf, isHeldBy } from '../shopper-reference.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { askForJob } from './recurring-job.ts';

/**
 * Tells Checkout which stored method pays the orders that follow. Only for carts with recurring items. A failure is logged and
 * not passed on: the payment has succeeded all the same, and Checkout is asked again later.
 * @param given `cart` is looked for when it was not read yet
 */
export const prepareRecurringOrders = async (
  deps: PaymentDependencies,
  given: { readonly payment: Payment; readonly cart: Cart | undefined; readonly paymentMethodId: string },
): Promise<void> => {
  const { payment, paymentMethodId } = given;
  const paymentId = paymentIdOf(payment);
  try {
    const cart = given.cart ?? (await deps.carts.findByPayment(paymentId))?.cart;
    if (!cart || !isRecurring(cart)) return;
    const method = await deps.paymentMethods.get(paymentMethodId);
    const reference = customerReferenceOf(cart);
    if (!method || reference === undefined || !isHeldBy(method, reference)) return;
    await askForJob(deps, { paymentId, paymentMethodId });
  } catch (error) {
    deps.logger.error('The payment of the orders that follow a recurring one could not be prepared.', {
      code: 'RecurringPaymentJobFailed',
      paymentId,
      paymentMethodId,
      error,
    });
  }
};
