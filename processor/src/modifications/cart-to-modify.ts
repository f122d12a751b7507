import type { Cart, Payment } from '@commercetools/platform-sdk';
import { needsLineItems } from '../adyen/requests/line-items.ts';
import { hasBalanceAccounts } from '../config/merchant-accounts.ts';
import { paymentIdOf } from '../identifiers.ts';
import { methodOf } from '../payment-methods/catalogue.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** The payment's cart, where a modification has to say what it consists of, or which balance account it is booked to. */
export const cartToModify = async (
  { carts, config, logger }: Pick<PaymentDependencies, 'carts' | 'config' | 'logger'>,
  payment: Payment,
): Promise<Cart | undefined> => {
  const isBooked = hasBalanceAccounts(config);
  const { method } = payment.paymentMethodInfo;
  const hasLevels = config.adyen.sendsLevelTwoThreeData && methodOf(method).isCard;
  if (!isBooked && !hasLevels && !needsLineItems(method)) return undefined;
  const cart = (await carts.findByPayment(paymentIdOf(payment)))?.cart;
  if (!cart && isBooked) {
    logger.warn('A payment has no cart any more: its balance account is not known.', {
      paymentId: payment.id,
    });
  }
  return cart;
};
