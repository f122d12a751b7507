import type { Payment } from '@commercetools/platform-sdk';
import { parseAttemptBody } from '../adyen/requests/attempt-body.ts';
import { buildPaymentRequest, type PaymentRequest } from '../adyen/requests/payment-request.ts';
import { shopperAnswer, type ShopperAnswer } from '../adyen/results.ts';
import { compact } from '../adyen/wire.ts';
import { invalidInput, invalidOperation, notFound } from '../errors.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { recordedAnswer } from './attempt-answer.ts';
import { afterSuccess } from './after-success.ts';
import { digestOf } from '../digest.ts';
import { CHARGE_KEY_PREFIX, type AttemptIdentity } from './attempt-key.ts';
import { authorisationOf, hasFailed, requestedAmount } from '../ledger/attempt-state.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { locateAttempt } from './locate-attempt.ts';
import { prepareAttempt, type AttemptInput } from './prepare-attempt.ts';
import { reverseDuplicates } from '../modifications/reverse-duplicates.ts';
import { sendAttempt } from './send-attempt.ts';
import { learnOfAnswer } from '../stored-methods/learn-of-answer.ts';
import { namingMethod } from '../stored-methods/stored-payment-request.ts';
import { usableMethod } from '../stored-methods/usable-method.ts';

/** A charge without the shopper, as Checkout or a merchant's back office asks for it. */
export interface ChargeInput {
  readonly cartId: string;
  /** commercetools' id of the stored method. */
  readonly paymentMethodId: string;
  /** What the cart owes unless given; never more than that. */
  readonly amount?: Money | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly checkoutTransactionItemId?: string | undefined;
  readonly futureOrderNumber?: string | undefined;
  readonly paymentInterface?: string | undefined;
}

/**
 * Charges a stored method of the cart's customer. The same charge asked for again is the same Payment, one authorisation
 * and the same answer, a refusal included; without an idempotency key a transaction item is charged once, and may be tried
 * again after a refusal.
 * @throws Fault 400 when there is no customer, nothing or less is owed, or stored methods are off; 404 for an unknown cart
 *   or a method that is not the customer's; 409 while another attempt is at Adyen, or when the key was used for another
 *   charge; and what `sendAttempt` throws
 */
export const chargeStoredMethod = async (
  deps: PaymentDependencies,
  input: ChargeInput,
): Promise<ShopperAnswer> => {
  const found = await deps.carts.get(input.cartId);
  if (!found) throw notFound('The cart');
  if (found.cart.customerId === undefined) {
    throw invalidOperation('The cart has no customer, so nothing is stored for it.', { field: 'cartId' });
  }
  const attempt = attemptOf(input);
  const { isOver, repeats } = attempt;
  const earlier = locateAttempt(found.payments, identityOf(attempt), isOver, repeats).linked;
  // What was answered once does not depend on whether the method is still there.
  const answered = earlier && answerTo(earlier, attempt);
  if (answered) return answered;

  const method = await usableMethod(deps, found.cart, input.paymentMethodId, 'paymentMethodId');
  const body = parseAttemptBody({ paymentMethod: { type: method.type } });
  const { cart, payment, siblings, isRepeated } = await prepareAttempt(deps, { ...attempt, body });
  const repeated = isRepeated ? answerTo(payment, attempt) : undefined;
  if (repeated) return repeated;

  const settled = await sendAttempt(deps, payment, () => {
    const request = buildPaymentRequest({
      config: deps.config,
      cart,
      paymentId: payment.id,
      amount: requestedAmount(payment),
      attempt: body,
      processorUrl: deps.config.merchantReturnUrl,
      sessionId: '',
      storedPaymentMethodToken: method.token,
      futureOrderNumber: input.futureOrderNumber,
    });
    const charge = withoutShopper(deps, request);
    return deps.adyen.payments(namingMethod(charge, cart, method), { idempotencyKey: payment.id });
  });
  if (settled.isNewlyAuthorised) {
    await afterSuccess(deps, payment.id, async () => {
      await reverseDuplicates(deps, { cart, payment: settled.payment, siblings });
      await learnOfAnswer(deps, { ...settled, cart, paymentMethodId: method.id });
    });
  }
  return shopperAnswer({ paymentReference: payment.id, answer: settled.answer });
};

/** The answer that this very charge was given before. Under a key everything has to be the same. */
const answerTo = (
  payment: Payment,
  { bodyDigest, idempotencyKey }: Pick<Charge, 'bodyDigest' | 'idempotencyKey'>,
): ShopperAnswer | undefined => {
  const authorisation = authorisationOf(payment);
  if (!authorisation) return undefined;
  const digest = authorisation.fields.requestDigest ?? bodyDigest;
  if (idempotencyKey !== undefined && digest !== bodyDigest) return undefined;
  return recordedAnswer({ paymentReference: payment.id, authorisation, merchantReturnUrl: undefined });
};

const identityOf = ({ session, idempotencyKey, bodyDigest, keyPrefix }: Charge): AttemptIdentity => ({
  cartId: session.cartId,
  sessionId: session.id,
  idempotencyKey,
  bodyDigest,
  keyPrefix,
});

type Charge = Omit<AttemptInput, 'body'> & Required<Pick<AttemptInput, 'isOver'>>;

const attemptOf = (input: ChargeInput): Charge => {
  const { cartId, paymentMethodId, amount, idempotencyKey, checkoutTransactionItemId, paymentInterface } =
    input;
  return {
    session: {
      ...compact({ checkoutTransactionItemId, paymentInterface }),
      id: 'transaction',
      cartId,
      allowedPaymentMethods: [],
    },
    // Apart from the keys that a browser chooses for the same cart.
    idempotencyKey: idempotencyKey === undefined ? undefined : `transaction\n${idempotencyKey}`,
    // With a key everything has to be the same; without one the item alone says what is the same charge.
    bodyDigest: digestOf(
      idempotencyKey === undefined
        ? { checkoutTransactionItemId }
        : compact({ paymentMethodId, amount, checkoutTransactionItemId }),
    ),
    keyPrefix: CHARGE_KEY_PREFIX,
    // Unlike a shopper's attempt, a charge that was given back is not made again by itself.
    isOver: hasFailed,
    // An item is charged once, also when it was charged under a key.
    repeats: (payment) =>
      payment.key?.startsWith(CHARGE_KEY_PREFIX) === true &&
      itemOf(payment) === checkoutTransactionItemId &&
      !hasFailed(payment),
    limitAmount: (owed) => Promise.resolve(chargedOf(owed, amount)),
  };
};

/** The SDK's type of a Payment does not know it yet. */
const itemOf = (payment: Payment & { readonly checkoutTransactionItemId?: string }): string | undefined =>
  payment.checkoutTransactionItemId;

const chargedOf = (owed: Money, amount: Money | undefined): Money => {
  if (amount === undefined) return owed;
  if (amount.currencyCode !== owed.currencyCode) {
    throw invalidInput(`The cart's currency is ${owed.currencyCode}.`, { field: 'amount.currencyCode' });
  }
  if (amount.centAmount > owed.centAmount) {
    throw invalidInput(`The cart owes ${formatMoney(owed)} and not more.`, {
      field: 'amount.centAmount',
      owed: owed.centAmount,
      currencyCode: owed.currencyCode,
    });
  }
  return amount;
};

/** Nobody is there to be asked or sent anywhere: Adyen must decide without. */
const withoutShopper = ({ config }: PaymentDependencies, request: PaymentRequest): PaymentRequest => ({
  ...request,
  returnUrl: config.merchantReturnUrl,
  shopperInteraction: 'ContAuth',
  recurringProcessingModel: 'Subscription',
});
