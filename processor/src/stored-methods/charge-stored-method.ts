import type { Cart } from '@commercetools/platform-sdk';
import { parseAttemptBody, type AttemptBody } from '../adyen/requests/attempt-body.ts';
import { buildPaymentRequest, type PaymentRequest } from '../adyen/requests/payment-request.ts';
import { shopperAnswer, type ShopperAnswer } from '../adyen/results.ts';
import { compact } from '../adyen/wire.ts';
import { invalidInput, invalidOperation, notFound } from '../errors.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { recordedAnswer } from '../payments/attempt-answer.ts';
import { digestOf } from '../payments/attempt-key.ts';
import { authorisationOf } from '../payments/attempt-state.ts';
import type { PaymentDependencies } from '../payments/dependencies.ts';
import { prepareAttempt, type AttemptInput } from '../payments/prepare-attempt.ts';
import { reverseDuplicates } from '../payments/reverse-duplicates.ts';
import { sendAttempt } from '../payments/send-attempt.ts';
import { learnOfAnswer } from './learn-of-answer.ts';
import { namingMethod } from './stored-payment-request.ts';
import { usableMethod, type UsableMethod } from './usable-method.ts';

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
  const { customerId } = found.cart;
  if (customerId === undefined) {
    throw invalidOperation('The cart has no customer, so nothing is stored for it.', { field: 'cartId' });
  }
  const method = await usableMethod(deps, customerId, input.paymentMethodId, 'paymentMethodId');

  const body = parseAttemptBody({ paymentMethod: { type: method.type } });
  const { cart, payment, siblings, isRepeated } = await prepareAttempt(deps, attemptOf(input, body));
  const paymentReference = payment.id;
  const authorisation = authorisationOf(payment);
  if (isRepeated && authorisation) {
    const answered = recordedAnswer({ paymentReference, authorisation, merchantReturnUrl: undefined });
    if (answered) return answered;
  }

  const settled = await sendAttempt(deps, payment, () => {
    const request = buildPaymentRequest({
      config: deps.config,
      cart,
      paymentId: payment.id,
      amount: authorisation?.amount ?? payment.amountPlanned,
      attempt: body,
      processorUrl: deps.config.merchantReturnUrl,
      sessionId: '',
      storedPaymentMethodToken: method.token,
    });
    const charge = withoutShopper(deps, request, input);
    return deps.adyen.payments(namingMethod(charge, cart, method), { idempotencyKey: payment.id });
  });
  if (settled.isNewlyAuthorised) await finish(deps, { ...settled, cart, siblings, method });
  return shopperAnswer({ paymentReference, answer: settled.answer });
};

const attemptOf = (input: ChargeInput, body: AttemptBody): AttemptInput => {
  const { cartId, paymentMethodId, amount, idempotencyKey, checkoutTransactionItemId, paymentInterface } =
    input;
  return {
    session: {
      ...compact({ checkoutTransactionItemId, paymentInterface }),
      id: 'transaction',
      cartId,
      allowedPaymentMethods: [],
    },
    body,
    // Apart from the keys that a browser chooses for the same cart.
    idempotencyKey: idempotencyKey === undefined ? undefined : `transaction\n${idempotencyKey}`,
    // With a key everything has to be the same; without one the item alone says what is the same charge.
    bodyDigest: digestOf(
      idempotencyKey === undefined
        ? { checkoutTransactionItemId }
        : compact({ paymentMethodId, amount, checkoutTransactionItemId }),
    ),
    limitAmount: (owed) => Promise.resolve(chargedOf(owed, amount)),
  };
};

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
const withoutShopper = (
  { config }: PaymentDependencies,
  request: PaymentRequest,
  { futureOrderNumber }: ChargeInput,
): PaymentRequest => ({
  ...request,
  returnUrl: config.merchantReturnUrl,
  shopperInteraction: 'ContAuth',
  recurringProcessingModel: 'Subscription',
  ...(futureOrderNumber !== undefined && {
    merchantOrderReference: futureOrderNumber,
    metadata: { ...request.metadata, futureOrderNumber: futureOrderNumber.slice(0, 80) },
  }),
});

const finish = async (
  deps: PaymentDependencies,
  given: Awaited<ReturnType<typeof sendAttempt>> & {
    readonly cart: Cart;
    readonly siblings: Parameters<typeof reverseDuplicates>[1]['siblings'];
    readonly method: UsableMethod;
  },
): Promise<void> => {
  const { payment, answer, cart, siblings, method } = given;
  await reverseDuplicates(deps, { cart, payment, siblings });
  await learnOfAnswer(deps, { payment, answer, cart, paymentMethodId: method.id });
};
