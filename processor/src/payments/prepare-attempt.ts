import type { Cart, Payment } from '@commercetools/platform-sdk';
import type { AttemptBody } from '../adyen/requests/attempt-body.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import type { KeyedPaymentDraft } from '../commercetools/payment-store.ts';
import type { CheckoutSession } from '../context/checkout-session.ts';
import { concurrentModification, Fault, invalidOperation, notFound, paymentInProgress } from '../errors.ts';
import { grossTotal, owed } from '../ledger/cart-owed.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { DEFAULT_PAYMENT_INTERFACE, isOurs } from '../ledger/ours.ts';
import { sameMoney } from '../ledger/transaction-view.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';
import type { Share } from '../partial-payments/part-of-order.ts';
import { assertRepresentable } from './assert-representable.ts';
import type { AttemptIdentity } from './attempt-key.ts';
import { authorisationOf, isAtAdyen, isAwaitingShopper, isOver } from './attempt-state.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { locateAttempt } from './locate-attempt.ts';
import { accountOfCart } from '../config/merchant-accounts.ts';

/** An attempt that is written to commercetools and may be sent to Adyen. */
export interface PreparedAttempt {
  readonly cart: Cart;
  readonly payment: Payment;
  /** The cart's other payments, as they were when this one was linked. */
  readonly siblings: readonly Payment[];
  /** The attempt was made before: its answer may be known. */
  readonly isRepeated: boolean;
  /** Adyen's order that it was decided to be a part of. */
  readonly orderReference?: string | undefined;
}

export interface AttemptInput {
  readonly session: CheckoutSession;
  readonly body: AttemptBody;
  readonly idempotencyKey: string | undefined;
  readonly bodyDigest: string;
  /** With what the Payment's key begins, unless the attempt is a shopper's own. */
  readonly keyPrefix?: string | undefined;
  /** Whether the same content may be attempted anew after this payment: a failed one, or one that was given back. */
  readonly isOver?: (payment: Payment) => boolean;
  /** Whether an attempt without a key is this one, although it was made under a key. */
  readonly repeats?: ((payment: Payment) => boolean) | undefined;
  /** Reduces what the cart owes to what this method can pay, e.g. a gift card's balance. */
  readonly limitAmount?: (owed: Money) => Promise<Money>;
  /** Decides which part of what is owed a new attempt pays, where the cart is paid in parts. */
  readonly share?: ((owed: Money, found: CartWithPayments) => Promise<Share>) | undefined;
}

/** How often the cart may change under an attempt before it is given up. */
const MAX_ROUNDS = 10;

/**
 * Writes the attempt to commercetools: a Payment under the attempt's own key, with its authorisation in state Initial,
 * linked to the cart as it was when the amount was computed. Linking is the point that decides between attempts: of two
 * different ones the second sees the first, and of two equal ones both get the same Payment.
 * @throws Fault 400 when nothing is owed, 404 without a cart, 409 `PaymentInProgress` or when the key was used for something else
 */
export const prepareAttempt = async (
  deps: PaymentDependencies,
  input: AttemptInput,
): Promise<PreparedAttempt> => {
  const attempt = new Attempt(deps, input);
  try {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const prepared = await attempt.tryOnce();
      if (prepared) return prepared;
    }
    throw concurrentModification();
  } catch (error) {
    await attempt.withdraw();
    throw error;
  }
};

class Attempt {
  readonly #deps: PaymentDependencies;
  readonly #input: AttemptInput;
  readonly #identity: AttemptIdentity;
  /** Created in an earlier round, and not linked since. */
  #unlinked: Payment | undefined;

  constructor(deps: PaymentDependencies, input: AttemptInput) {
    this.#deps = deps;
    this.#input = input;
    this.#identity = {
      cartId: input.session.cartId,
      sessionId: input.session.id,
      idempotencyKey: input.idempotencyKey,
      bodyDigest: input.bodyDigest,
      keyPrefix: input.keyPrefix,
    };
  }

  /** `undefined` when the cart changed in between. */
  async tryOnce(): Promise<PreparedAttempt | undefined> {
    const { deps, found } = { deps: this.#deps, found: await this.#readCart() };
    const { key, linked } = locateAttempt(
      found.payments,
      this.#identity,
      (payment) => this.#isOver(payment, found),
      this.#input.repeats,
    );
    const siblings = found.payments.filter(({ id }) => id !== linked?.id);
    if (linked) {
      if (linked.key === key) this.#assertSameRequest(linked);
      return { cart: found.cart, payment: linked, siblings, isRepeated: true };
    }
    const atAdyen = (payment: Payment) =>
      isOurs(payment) && isAtAdyen(payment, deps.now(), deps.config.adyen.deadlineMs);
    if (siblings.some(atAdyen)) throw paymentInProgress();

    const { amount, orderReference } = await this.#share(found);
    assertRepresentable(amount);
    const { payment, isNew } = await deps.payments.createOnce(
      this.#draft(found.cart, key, amount, orderReference),
    );
    this.#unlinked = payment;
    if (!isNew) this.#assertSameRequest(payment);
    if (!sameMoney(payment.amountPlanned, amount)) {
      // Written for the cart as it was before it changed, and never sent: only a linked Payment is.
      await deps.payments.discard(payment);
      this.#unlinked = undefined;
      return undefined;
    }
    const cart = await deps.carts.link(found.cart, payment.id);
    if (!cart) return undefined;
    this.#unlinked = undefined;
    return { cart, payment, siblings, isRepeated: !isNew, orderReference };
  }

  /** Also where the cart has changed since the shopper was sent away: what that attempt would pay is not what is owed. */
  #isOver(payment: Payment, { cart, payments }: CartWithPayments): boolean {
    if ((this.#input.isOver ?? isOver)(payment)) return true;
    if (this.#input.share || this.#input.limitAmount || !isAwaitingShopper(payment)) return false;
    const { amount } = authorisationOf(payment) ?? {};
    return (
      amount !== undefined &&
      !sameMoney(amount, owed(cart, payments, this.#input.session.giftCardPlannedAmount))
    );
  }

  /** An attempt that was not allowed leaves nothing behind, unless an equal one has linked its Payment meanwhile. */
  async withdraw(): Promise<void> {
    const payment = this.#unlinked;
    if (!payment) return;
    try {
      const found = await this.#deps.carts.get(this.#input.session.cartId);
      if (found?.payments.some(({ id }) => id === payment.id)) return;
      await this.#deps.payments.discard(payment);
    } catch (error) {
      this.#deps.logger.warn('A payment that was never sent to Adyen could not be removed.', {
        paymentId: payment.id,
        error,
      });
    }
  }

  async #readCart(): Promise<CartWithPayments> {
    const found = await this.#deps.carts.get(this.#input.session.cartId);
    if (!found) throw notFound("The session's cart");
    return found;
  }

  #assertSameRequest(payment: Payment): void {
    const digest = authorisationOf(payment)?.fields.requestDigest;
    if (digest !== undefined && digest !== this.#input.bodyDigest) {
      throw new Fault(
        409,
        'IdempotencyKeyReused',
        'This Idempotency-Key belongs to another request. Use a new key for a new attempt.',
      );
    }
  }

  async #share(found: CartWithPayments): Promise<Share> {
    const amount = await this.#amount(found);
    const share = amount.centAmount > 0 ? this.#input.share : undefined;
    return share ? share(amount, found) : { amount, orderReference: undefined };
  }

  async #amount({ cart, payments }: CartWithPayments): Promise<Money> {
    const { session, body, limitAmount } = this.#input;
    const amount = owed(cart, payments, session.giftCardPlannedAmount);
    if (amount.centAmount > 0) return limitAmount ? limitAmount(amount) : amount;
    const storesOnly =
      amount.centAmount === 0 &&
      grossTotal(cart).centAmount === 0 &&
      cart.customerId !== undefined &&
      this.#deps.config.storedPaymentMethods.isEnabled &&
      body.storePaymentMethod;
    if (storesOnly) return amount;
    throw invalidOperation(`The cart is paid: ${formatMoney(amount)} is owed. Nothing was sent to Adyen.`, {
      cartTotal: grossTotal(cart).centAmount,
      currencyCode: amount.currencyCode,
    });
  }

  #draft(cart: Cart, key: string, amount: Money, order: string | undefined): KeyedPaymentDraft {
    const { session, body, bodyDigest } = this.#input;
    const { checkoutTransactionItemId } = session;
    return {
      key,
      amountPlanned: amount,
      paymentMethodInfo: {
        paymentInterface: session.paymentInterface ?? DEFAULT_PAYMENT_INTERFACE,
        method: body.paymentMethod.type,
        ...(this.#deps.config.adyen.merchantAccounts.length > 0 && {
          interfaceAccount: accountOfCart(this.#deps.config, cart),
        }),
      },
      ...(cart.customerId !== undefined && { customer: { typeId: 'customer', id: cart.customerId } }),
      ...(cart.customerId === undefined &&
        cart.anonymousId !== undefined && { anonymousId: cart.anonymousId }),
      ...(checkoutTransactionItemId !== undefined && {
        checkoutTransactionItemId:
          order === undefined ? checkoutTransactionItemId : `${checkoutTransactionItemId}#split`,
      }),
      transactions: [
        {
          type: 'Authorization',
          amount,
          state: 'Initial',
          timestamp: this.#deps.now().toISOString(),
          custom: {
            type: { typeId: 'type', key: TRANSACTION_TYPE_KEY },
            fields: { facts: ['started'], requestDigest: bodyDigest, ...(order !== undefined && { order }) },
          },
        },
      ],
    };
  }
}
