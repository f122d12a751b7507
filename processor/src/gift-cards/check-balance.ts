import type { PaymentMethodData } from '../adyen/requests/shopper-input.ts';
import { buildBalanceRequest } from '../adyen/requests/balance-request.ts';
import type { MerchantAccount } from '../identifiers.ts';
import { isAllowed } from '../payment-methods/payment-method-names.ts';
import type { BalanceAnswer } from '../adyen/responses.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { invalidInput, invalidOperation, notFound } from '../errors.ts';
import { owed } from '../ledger/cart-owed.ts';
import { formatMoney, fromAdyenAmount, type Money } from '../ledger/money.ts';
import { accountOfCart } from '../config/merchant-accounts.ts';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { assertPartialPayments } from './gift-card-order.ts';

/**
 * What a gift card holds, as Adyen answers it (Adyen's minor units). The amount that it is compared with is what the cart owes.
 * @throws Fault 400 when partial payments are off, the method is not allowed or nothing is owed, 404 without a cart, and for
 *   what Adyen refuses
 */
export const checkBalance = async (
  deps: PaymentDependencies,
  session: CheckoutSession,
  paymentMethod: PaymentMethodData,
): Promise<BalanceAnswer> => {
  assertPartialPayments(deps);
  if (!isAllowed(paymentMethod.type, session.allowedPaymentMethods)) {
    throw invalidInput(`The payment method ${paymentMethod.type} is not allowed in this session.`, {
      field: 'paymentMethod.type',
    });
  }
  const found = await deps.carts.get(session.cartId);
  if (!found) throw notFound("The session's cart");
  const amount = owed(found.cart, found.payments, session.giftCardPlannedAmount);
  if (amount.centAmount <= 0) throw invalidOperation('The cart is paid.');
  return askBalance(deps, accountOfCart(deps.config, found.cart), amount, paymentMethod);
};

const askBalance = (
  { adyen }: PaymentDependencies,
  merchantAccount: MerchantAccount,
  amount: Money,
  paymentMethod: PaymentMethodData,
): Promise<BalanceAnswer> => {
  assertRepresentable(amount);
  return adyen.paymentMethodsBalance(buildBalanceRequest({ merchantAccount, amount, paymentMethod }));
};

/**
 * How much of an amount a gift card can pay: the smallest of the amount, its balance and its limit for one payment.
 * @throws Fault 400 when that is nothing
 */
export const payableByGiftCard = async (
  deps: PaymentDependencies,
  merchantAccount: MerchantAccount,
  amount: Money,
  paymentMethod: PaymentMethodData,
): Promise<Money> => {
  const { balance, transactionLimit } = await askBalance(deps, merchantAccount, amount, paymentMethod);
  const limits = [balance, transactionLimit].flatMap((limit) => (limit ? [wholeUnits(limit)] : []));
  const usable = limits.filter(({ currencyCode }) => currencyCode === amount.currencyCode);
  const centAmount =
    balance === undefined || usable.length < limits.length
      ? 0
      : Math.min(amount.centAmount, ...usable.map((limit) => limit.centAmount));
  if (centAmount > 0) return { ...amount, centAmount };
  throw invalidOperation(`The gift card holds nothing that ${formatMoney(amount)} can be paid with.`, {
    field: 'paymentMethod',
  });
};

/** Adyen's amount without a fraction that commercetools could not hold. */
const wholeUnits = ({ value, currency }: { value: number; currency: string }): Money => {
  for (const step of [1, 100]) {
    const rounded = { value: Math.floor(value / step) * step, currency };
    try {
      return fromAdyenAmount(rounded);
    } catch {
      continue;
    }
  }
  return { centAmount: 0, currencyCode: currency };
};
