import { cartIdOf, paymentIdOf, type IdempotencyKey } from '../identifiers.ts';
import { isAllowed } from '../payment-methods/payment-method-names.ts';
import type { BrowserHeaders } from '../adyen/requests/browser-info.ts';
import type { AttemptBody } from '../adyen/requests/shopper-input.ts';
import { buildPaymentRequest } from '../adyen/requests/payment-request.ts';
import { shopperResponse, type ShopperResponse } from './shopper-response.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { invalidInput } from '../errors.ts';
import { owed, owedAfter } from '../ledger/cart-owed.ts';
import { learnOfOrder, orderOfAttempt } from '../gift-cards/part-of-order.ts';
import { chosenMethod } from '../stored-methods/chosen-method.ts';
import { recordedAnswer } from './attempt-answer.ts';
import { authorisationOf, captureOf, requestedAmount } from '../ledger/attempt-state.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { assertExpected } from './expected-amount.ts';
import { merchantReturnUrl } from './merchant-return-url.ts';
import { prepareAttempt } from './prepare-attempt.ts';
import { runAttempt } from './run-attempt.ts';
import { shopperAttempt } from './shopper-attempt.ts';

/** One press of the pay button, as the route received it. */
export interface StartPaymentInput {
  readonly session: CheckoutSession;
  readonly body: AttemptBody;
  /** The caller's `Idempotency-Key`. */
  readonly idempotencyKey: IdempotencyKey | undefined;
  readonly shopperIP: string | undefined;
  /** What the shopper's browser said of itself in the request's headers. */
  readonly browser?: BrowserHeaders | undefined;
  /** This processor as the caller addressed it; for sessions that do not say. */
  readonly ownUrl: string;
}

/**
 * Starts an attempt: written to commercetools first, then sent to Adyen, then the answer is written down. The same attempt
 * sent again is the same Payment, one authorisation, and the same answer.
 * @throws Fault 400 when the method is not allowed or nothing is owed, 404 when a stored method is not the customer's, 409
 *   while another attempt is at Adyen or when the amount is not what the shopper was shown, and what `runAttempt` throws
 */
export const startPayment = async (
  deps: PaymentDependencies,
  input: StartPaymentInput,
): Promise<ShopperResponse> => {
  const { session, body, idempotencyKey } = input;
  const method = body.paymentMethod.type;
  if (!isAllowed(method, session.allowedPaymentMethods)) {
    throw invalidInput(`The payment method ${method} is not allowed in this session.`, {
      field: 'paymentMethod.type',
    });
  }

  const [stored, known] = await Promise.all([
    chosenMethod(deps, session, body),
    orderOfAttempt(deps, session, body),
  ]);
  const plan = shopperAttempt(deps, {
    session,
    body,
    idempotencyKey,
    storedBrand: stored?.brand,
    order: known,
  });
  const prepared = await prepareAttempt(deps, plan);
  const { cart, payment, siblings, isRepeated, orderReference } = prepared;

  const paymentReference = paymentIdOf(payment);
  const outcome = {
    paymentReference,
    merchantReturnUrl: merchantReturnUrl(deps.config, session, paymentReference),
  };
  const authorisation = authorisationOf(payment);
  const order = known?.includes(payment, orderReference) === true ? known : undefined;
  if (isRepeated && authorisation) {
    const remainingAmount = owedAfter(cart, payment, siblings, session.giftCardPlannedAmount);
    const isPart = order !== undefined;
    const answered = recordedAnswer({ ...outcome, authorisation, remainingAmount, isPart });
    if (answered) return answered;
    const due = owed(cart, siblings, session.giftCardPlannedAmount);
    assertExpected(body.expectedAmount, requestedAmount(payment), order?.paysPart ? due : undefined);
  }

  const settled = await runAttempt(deps, prepared, stored, async () =>
    buildPaymentRequest({
      config: deps.config,
      cart,
      paymentId: paymentReference,
      // The planned amount may change later (PayPal's order, an adjustment): a repeat sends what was sent first.
      amount: requestedAmount(payment),
      capture: captureOf(payment),
      attempt: stored ? { ...body, storePaymentMethod: false } : body,
      order: await order?.join(payment),
      processorUrl: session.processorUrl ?? input.ownUrl,
      sessionId: session.id,
      shopperIP: input.shopperIP,
      browser: input.browser,
      storedPaymentMethodToken: stored?.token,
      storedPaymentMethodBrand: stored?.brand,
      futureOrderNumber: session.futureOrderNumber,
    }),
  );
  await learnOfOrder(deps, cartIdOf(cart), settled.answer.order);
  const remainingAmount = owedAfter(cart, settled.payment, siblings, session.giftCardPlannedAmount);
  return shopperResponse({ ...outcome, answer: settled.answer, remainingAmount });
};
