import type { Payment } from '@commercetools/platform-sdk';
import { buildChargeRequest } from '../adyen/requests/charge-request.ts';
import { paymentIdOf, type CartId, type IdempotencyKey } from '../identifiers.ts';
import { shopperResponse, type ShopperResponse } from './shopper-response.ts';
import { adviceCodeOf } from '../adyen/merchant-advice.ts';
import { compact } from '../adyen/wire.ts';
import { digestOf } from '../digest.ts';
import { invalidInput, invalidOperation, notFound, paymentInProgress } from '../errors.ts';
import {
  authorisationOf,
  captureOf,
  hasFailed,
  isBeingRescued,
  requestedAmount,
} from '../ledger/attempt-state.ts';
import { owed } from '../ledger/cart-owed.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { isOurs } from '../ledger/ownership.ts';
import { usableMethod, type UsableMethod } from '../stored-methods/usable-method.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { recordedAnswer } from './attempt-answer.ts';
import { isChargeKey, type AttemptIdentity } from './attempt-key.ts';
import { cartIsPaid } from './cart-is-paid.ts';
import { locateAttempt, type SameAttempt } from './locate-attempt.ts';
import { prepareAttempt, type AttemptPlan } from './prepare-attempt.ts';
import { runAttempt } from './run-attempt.ts';

/** A charge without the shopper, as Checkout or a merchant's back office asks for it. */
export interface ChargeInput {
  readonly cartId: CartId;
  /** commercetools' id of the stored method. */
  readonly paymentMethodId: string;
  /** What the cart owes unless given; never more than that. */
  readonly amount?: Money | undefined;
  readonly idempotencyKey?: IdempotencyKey | undefined;
  readonly checkoutTransactionItemId?: string | undefined;
  readonly futureOrderNumber?: string | undefined;
  readonly paymentInterface?: string | undefined;
}

/** What became of a charge. */
export interface ChargeResult extends ShopperResponse {
  /** The card scheme's advice on a refusal: a code of two digits. */
  readonly merchantAdvice?: string | undefined;
}

/**
 * Charges a stored method of the cart's customer. The same charge asked for again is the same Payment, one authorisation
 * and the same answer, a refusal included; without an idempotency key a transaction item is charged once, and may be tried
 * again after a refusal.
 * @throws Fault 400 when there is no customer, nothing or less is owed, or stored methods are off; 404 for an unknown cart
 *   or a method that is not the customer's; 409 while another attempt is at Adyen, or when the key was used for another
 *   charge; and what `runAttempt` throws
 */
export const chargeStoredMethod = async (
  deps: PaymentDependencies,
  input: ChargeInput,
): Promise<ChargeResult> => {
  const found = await deps.carts.get(input.cartId);
  if (!found) throw notFound('The cart');
  if (found.cart.customerId === undefined) {
    throw invalidOperation('The cart has no customer, so nothing is stored for it.', { field: 'cartId' });
  }
  const identity = identityOf(input);
  const earlier = locateAttempt(found.payments, identity, sameCharge(input)).linked;
  // What was answered once does not depend on whether the method is still there.
  const answered = earlier && answerTo(earlier, identity);
  if (answered) return answered;

  const method = await usableMethod(deps, found.cart, input.paymentMethodId, 'paymentMethodId');
  const prepared = await prepareAttempt(deps, planOf(input, method));
  const { cart, payment, isRepeated } = prepared;
  const repeated = isRepeated ? answerTo(payment, identity) : undefined;
  if (repeated) return repeated;

  const { answer } = await runAttempt(deps, prepared, method, () =>
    Promise.resolve(
      buildChargeRequest({
        config: deps.config,
        cart,
        paymentId: paymentIdOf(payment),
        amount: requestedAmount(payment),
        capture: captureOf(payment),
        method,
        futureOrderNumber: input.futureOrderNumber,
      }),
    ),
  );
  const merchantAdvice = adviceCodeOf(answer.additionalData['merchantAdviceCode']);
  return { ...shopperResponse({ paymentReference: paymentIdOf(payment), answer }), merchantAdvice };
};

/** The answer that this very charge was given before. Under a key everything has to be the same. */
const answerTo = (
  payment: Payment,
  { contentDigest, idempotencyKey }: AttemptIdentity,
): ChargeResult | undefined => {
  const authorisation = authorisationOf(payment);
  if (!authorisation) return undefined;
  const digest = authorisation.contentDigest ?? contentDigest;
  if (idempotencyKey !== undefined && digest !== contentDigest) return undefined;
  const recorded = recordedAnswer({
    paymentReference: paymentIdOf(payment),
    authorisation,
    merchantReturnUrl: undefined,
  });
  return recorded && { ...recorded, merchantAdvice: authorisation.fields.merchantAdvice };
};

const identityOf = (input: ChargeInput): AttemptIdentity => {
  const { cartId, paymentMethodId, amount, idempotencyKey, checkoutTransactionItemId } = input;
  return {
    cartId,
    madeBy: { kind: 'merchant' },
    idempotencyKey,
    // With a key everything has to be the same; without one the item alone says what is the same charge.
    contentDigest: digestOf(
      idempotencyKey === undefined
        ? { checkoutTransactionItemId }
        : compact({ paymentMethodId, amount, checkoutTransactionItemId }),
    ),
  };
};

const sameCharge = ({ checkoutTransactionItemId }: ChargeInput): SameAttempt => ({
  // Unlike a shopper's attempt, a charge that was refunded is not made again by itself.
  isOver: hasFailed,
  // An item is charged once, also when it was charged under a key.
  repeats: (payment) =>
    isChargeKey(payment.key) && itemOf(payment) === checkoutTransactionItemId && !hasFailed(payment),
});

const planOf = (input: ChargeInput, { type: method, brand }: UsableMethod): AttemptPlan => ({
  identity: identityOf(input),
  description: {
    method,
    brand,
    paymentInterface: input.paymentInterface,
    checkoutTransactionItemId: input.checkoutTransactionItemId,
  },
  ...sameCharge(input),
  amountToCharge: ({ cart, payments }) => {
    const due = owed(cart, payments);
    // The shopper may pay otherwise, and what is paid twice is reversed: nobody else charges while Adyen tries again.
    if (payments.some((payment) => isOurs(payment) && isBeingRescued(payment))) throw paymentInProgress();
    if (due.centAmount <= 0) throw cartIsPaid(cart, due);
    return Promise.resolve({ amount: chargedOf(due, input.amount), orderReference: undefined });
  },
});

/** The SDK's type of a Payment does not know it yet. */
const itemOf = (payment: Payment & { readonly checkoutTransactionItemId?: string }): string | undefined =>
  payment.checkoutTransactionItemId;

const chargedOf = (due: Money, amount: Money | undefined): Money => {
  if (amount === undefined) return due;
  if (amount.currencyCode !== due.currencyCode) {
    throw invalidInput(`The cart's currency is ${due.currencyCode}.`, { field: 'amount.currencyCode' });
  }
  if (amount.centAmount > due.centAmount) {
    throw invalidInput(`The cart owes ${formatMoney(due)} and not more.`, {
      field: 'amount.centAmount',
      owed: due.centAmount,
      currencyCode: due.currencyCode,
    });
  }
  return amount;
};
