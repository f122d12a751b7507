import type { Payment } from '@commercetools/platform-sdk';
import { AdyenOutcomeUnknown, namingPayment } from '../adyen/errors.ts';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import type { PaypalUpdateOrderAnswer } from '../adyen/responses.ts';
import { compact } from '../adyen/wire.ts';
import { hasUpdatableOrder, owedWithout } from '../attempts/paypal-amount.ts';
import { cartIsPaid } from '../attempts/cart-is-paid.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { concurrentModification, invalidOperation, notFound } from '../errors.ts';
import { paymentIdOf, type PspReference } from '../identifiers.ts';
import { mayStillSucceed, requestedAmount } from '../ledger/attempt-state.ts';
import type { LedgerEntry, OrderChange } from '../ledger/entry.ts';
import { toAdyenAmount, type AdyenAmount, type Money } from '../ledger/money.ts';
import { orderChangesInDoubt } from '../ledger/order-change.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { taxesBrought } from './paypal-order-parts.ts';

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

/** Beyond Adyen's deadline, for the writes around the call; milliseconds. */
const MARGIN_MS = 5_000;

/**
 * Tells PayPal what the cart costs now that the shopper has chosen an address or a delivery. The total is the cart's. The change
 * is written before Adyen is asked for it: until its outcome is known, no agreement of the shopper's is used.
 * @throws Fault 400 `AmountMismatch` when what the page shows does not make up what the cart owes, 404 when the payment is not
 *   the cart's, 409 while another change is under way, and for what Adyen refuses
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
  if (due.centAmount <= 0) throw cartIsPaid(found.cart, due);
  assertRepresentable(due);
  const taxes = taxesBrought(body, {
    started: requestedAmount(payment),
    planned: payment.amountPlanned,
    due,
    cart: found.cart,
  });
  const request = {
    pspReference,
    paymentData,
    amount: toAdyenAmount(due),
    deliveryMethods: body.deliveryMethods.map((method) => compact(method)),
    ...(taxes > 0 && { taxTotal: { amount: toAdyenAmount({ ...due, centAmount: taxes }) } }),
  };
  return changeOrder(deps, payment, due, () => deps.adyen.paypalUpdateOrder(request));
};

/** @throws Fault 409 while another change is under way, and what the call throws */
const changeOrder = async (
  deps: PaymentDependencies,
  payment: Payment,
  amount: Money,
  call: () => Promise<PaypalUpdateOrderAnswer>,
): Promise<PaypalUpdateOrderAnswer> => {
  const at = deps.now().toISOString();
  const entry = (stage: OrderChange['stage']): OrderChange => ({ type: 'OrderChange', at, amount, stage });
  if (isUnderWay(deps, payment)) throw concurrentModification();
  const written = await deps.payments.settle(payment, [entry('asked')]);
  const write = (...entries: LedgerEntry[]) => deps.payments.settle(written.payment, entries);
  if (isUnderWay(deps, written.payment, at)) {
    await write(entry('refused'));
    throw concurrentModification();
  }
  let answer: PaypalUpdateOrderAnswer;
  try {
    answer = await call();
  } catch (error) {
    await write(entry(error instanceof AdyenOutcomeUnknown ? 'lost' : 'refused'));
    throw namingPayment(paymentIdOf(payment), error);
  }
  if (answer.status === 'success') await write(entry('done'), { type: 'Plan', amount });
  else await write(entry('refused'));
  return answer;
};

/**
 * Whether Adyen may be carrying out a change right now: of two at once nobody could tell which came last.
 * @param own when the change was asked for that is not meant
 */
const isUnderWay = (
  { now, config }: Pick<PaymentDependencies, 'now' | 'config'>,
  payment: Payment,
  own?: string,
): boolean =>
  orderChangesInDoubt(payment).some(
    ({ stage, at }) =>
      stage === 'asked' &&
      at !== own &&
      now().getTime() - Date.parse(at) < config.adyen.deadlineMs + MARGIN_MS,
  );
