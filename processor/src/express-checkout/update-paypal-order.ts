import type { Cart } from '@commercetools/platform-sdk';
import { namingPayment } from '../adyen/errors.ts';
import type { PaypalUpdateOrderAnswer } from '../adyen/responses.ts';
import { compact } from '../adyen/wire.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { invalidOperation, notFound } from '../errors.ts';
import { paymentIdOf, type PspReference } from '../identifiers.ts';
import {
  formatMoney,
  fromAdyenAmount,
  toAdyenAmount,
  type AdyenAmount,
  type Money,
} from '../ledger/money.ts';
import { sameMoney, viewsOf } from '../ledger/transaction-view.ts';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import { mayStillSucceed, requestedAmount } from '../ledger/attempt-state.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { amountMismatch, hasUpdatableOrder, owedWithout } from '../attempts/paypal-amount.ts';

/** What the page says of PayPal's order, in Adyen's minor units. */
export interface PaypalOrderBody {
  readonly pspReference: PspReference;
  readonly paymentData: string;
  readonly originalAmount: AdyenAmount;
  readonly deliveryMethods: readonly {
    readonly reference?: string | undefined;
    readonly description?: string | undefined;
    readonly type?: 'Shipping' | undefined;
    readonly amount?: AdyenAmount | undefined;
    readonly selected?: boolean | undefined;
  }[];
}

/**
 * Tells PayPal what the cart costs now that the shopper has chosen an address or a delivery. The total is the cart's; what the
 * page says has to agree with it, since PayPal shows the shopper both.
 * @throws Fault 400 `AmountMismatch` when original amount and delivery are not what the cart owes, 404 when the payment is not
 *   the cart's, and for what Adyen refuses
 */
export const updatePaypalOrder = async (
  deps: PaymentDependencies,
  session: CheckoutSession,
  body: PaypalOrderBody,
): Promise<PaypalUpdateOrderAnswer> => {
  const { pspReference, paymentData } = body;
  const found = await deps.carts.get(session.cartId);
  const payment = found?.payments.find(
    (candidate) =>
      candidate.interfaceId === pspReference ||
      viewsOf(candidate).some(({ interactionId }) => interactionId === pspReference),
  );
  if (!found || !payment || !hasUpdatableOrder(payment)) throw notFound('The payment');
  if (!mayStillSucceed(payment))
    throw invalidOperation('The payment is finished: its order cannot be changed.');

  const due = owedWithout(found, payment, session.giftCardPlannedAmount);
  assertRepresentable(due);
  const started = requestedAmount(payment);
  const taxes = taxesOf(body, started, due, found.cart);
  let answer: PaypalUpdateOrderAnswer;
  try {
    answer = await deps.adyen.paypalUpdateOrder({
      pspReference,
      paymentData,
      amount: toAdyenAmount(due),
      deliveryMethods: body.deliveryMethods.map((method) => compact(method)),
      ...(taxes > 0 && { taxTotal: { amount: toAdyenAmount({ ...due, centAmount: taxes }) } }),
    });
  } catch (error) {
    throw namingPayment(paymentIdOf(payment), error);
  }
  if (answer.status === 'success') {
    await deps.payments.settle(payment, [{ type: 'Plan', amount: due }]);
  }
  return answer;
};

/**
 * What the total is above the original amount and the delivery: nothing, or taxes that the address brought.
 * @throws Fault 400 `AmountMismatch`
 */
const taxesOf = (
  { originalAmount, deliveryMethods }: PaypalOrderBody,
  started: Money,
  due: Money,
  cart: Cart,
): number => {
  const original = toMoney(originalAmount);
  if (!original || !sameMoney(original, started)) {
    throw amountMismatch(`PayPal's order was started with ${formatMoney(started)}.`);
  }
  const selected = deliveryMethods.find((method) => method.selected === true)?.amount;
  const delivery = selected ? toMoney(selected) : { ...started, centAmount: 0 };
  const above = delivery ? due.centAmount - started.centAmount - delivery.centAmount : Number.NaN;
  const isOneCurrency =
    delivery?.currencyCode === due.currencyCode && started.currencyCode === due.currencyCode;
  if (isOneCurrency && (above === 0 || (above > 0 && above <= taxesOnTop(cart)))) return above;
  throw amountMismatch(
    `The cart owes ${formatMoney(due)}: it must be ${formatMoney(started)} and the selected delivery together.`,
  );
};

/** Taxes that are not part of the prices, so that they come only with the address. */
const taxesOnTop = ({ taxedPrice, lineItems, customLineItems }: Cart): number => {
  const isOnTop = [...lineItems, ...customLineItems].some(
    ({ taxRate }) => taxRate?.includedInPrice === false,
  );
  return isOnTop && taxedPrice ? taxedPrice.totalGross.centAmount - taxedPrice.totalNet.centAmount : 0;
};

const toMoney = (value: AdyenAmount): Money | undefined => {
  try {
    return fromAdyenAmount(value);
  } catch {
    return undefined;
  }
};
