import type { Cart, Payment } from '@commercetools/platform-sdk';
import type { AttemptBody } from '../adyen/requests/attempt-body.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { concurrentModification, Fault, invalidOperation, notFound, paymentInProgress } from '../errors.ts';
import { grossTotal, owed } from '../ledger/cart-owed.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { isOurs } from '../ledger/ownership.ts';
import { sameMoney } from '../ledger/transaction-view.ts';
import type { Share } from '../gift-cards/part-of-order.ts';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import { attemptDraft } from './attempt-draft.ts';
import type { AttemptIdentity } from './attempt-key.ts';
import {
  authorisationOf,
  isAtAdyen,
  isAwaitingShopper,
  isOver,
  isUnansweredAttempt,
  requestedAmount,
  wasNeverSent,
} from '../ledger/attempt-state.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { locateAttempt } from './locate-attempt.ts';

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
  /** Whether its amount depends on more than what the cart owes, e.g. on the balance of a gift card. */
  readonly paysPart?: boolean | undefined;
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
  /** Created by this very request, and not linked since. */
  #created: Payment | undefined;

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
    const found = await this.#readCart();
    let firstRound = 0;
    for (;;) {
      const { key, round, linked } = locateAttempt(
        found.payments,
        this.#identity,
        (payment) => this.#isOver(payment, found),
        this.#input.repeats,
        firstRound,
      );
      if (linked) return this.#repeat(found, linked, key);
      this.#assertNoneAtAdyen(found.payments);
      const { amount, orderReference } = await this.#share(found);
      const written = await this.#write(found, { key, amount, orderReference });
      if (written) return this.#link(found, written, orderReference);
      firstRound = round + 1;
    }
  }

  /** An attempt that was made before. One that never reached Adyen is charged what the cart owes now. */
  async #repeat(
    { cart, payments }: CartWithPayments,
    linked: Payment,
    key: string,
  ): Promise<PreparedAttempt> {
    const siblings = payments.filter(({ id }) => id !== linked.id);
    if (linked.key === key) this.#assertSameRequest(linked);
    if (!wasNeverSent(linked)) return { cart, payment: linked, siblings, isRepeated: true };
    this.#assertNoneAtAdyen(siblings);
    const { amount, orderReference } = await this.#share({ cart, payments: siblings });
    const payment = await this.#requestAnew(linked, amount);
    return { cart, payment, siblings, isRepeated: true, orderReference };
  }

  /**
   * The attempt's Payment, which is linked next. commercetools may have it although the cart has not: an earlier try could not
   * link it, or the shop has taken it off the cart. Adyen may then know it, so it is never removed.
   * @returns `undefined` where that attempt is over, so that the same content is another attempt
   */
  async #write(
    found: CartWithPayments,
    { key, amount, orderReference }: { key: string; amount: Money; orderReference: string | undefined },
  ): Promise<{ payment: Payment; isNew: boolean } | undefined> {
    assertRepresentable(amount);
    await this.#discardUnless(amount);
    const draft = attemptDraft(this.#deps, this.#input, { cart: found.cart, key, amount, orderReference });
    const { payment, isNew } = await this.#deps.payments.createOnce(draft);
    if (isNew) {
      this.#created = payment;
      return { payment, isNew };
    }
    const isKeyed = this.#identity.idempotencyKey !== undefined;
    if (!isKeyed && this.#isOver(payment, found)) return undefined;
    this.#assertSameRequest(payment);
    return { payment: await this.#requestAnew(payment, amount), isNew };
  }

  /** Removes the Payment that this request has created for the cart as it was before it changed. */
  async #discardUnless(amount: Money): Promise<void> {
    if (!this.#created || sameMoney(this.#created.amountPlanned, amount)) return;
    await this.#deps.payments.discard(this.#created);
    this.#created = undefined;
  }

  async #link(
    { cart, payments }: CartWithPayments,
    { payment, isNew }: { payment: Payment; isNew: boolean },
    orderReference: string | undefined,
  ): Promise<PreparedAttempt | undefined> {
    const linkedCart = await this.#deps.carts.link(cart, payment.id);
    if (!linkedCart) return undefined;
    this.#created = undefined;
    return { cart: linkedCart, payment, siblings: payments, isRepeated: !isNew, orderReference };
  }

  /**
   * Asks for another amount where Adyen has not answered. The key at Adyen stays the same: should an earlier request have
   * arrived after all, Adyen repeats its answer and authorises nothing more.
   */
  async #requestAnew(payment: Payment, amount: Money): Promise<Payment> {
    if (!isUnansweredAttempt(payment) || sameMoney(requestedAmount(payment), amount)) return payment;
    const at = this.#deps.now().toISOString();
    const transactionId = authorisationOf(payment)?.id;
    const settled = await this.#deps.payments.settle(payment, [
      { type: 'Request', transactionId, amount, at },
    ]);
    return settled.payment;
  }

  #assertNoneAtAdyen(payments: readonly Payment[]): void {
    const { now, config } = this.#deps;
    const isBusy = (payment: Payment) =>
      isOurs(payment) && isAtAdyen(payment, now(), config.adyen.deadlineMs);
    if (payments.some(isBusy)) throw paymentInProgress();
  }

  /**
   * Also where the amount to charge has changed since Adyen answered: the same content then pays what is owed now. A payment
   * that has paid all that the cart owes is answered again.
   */
  #isOver(payment: Payment, { cart, payments }: CartWithPayments): boolean {
    if ((this.#input.isOver ?? isOver)(payment)) return true;
    const { paysPart, limitAmount } = this.#input;
    if (paysPart || limitAmount || isUnansweredAttempt(payment)) return false;
    const { giftCardPlannedAmount } = this.#input.session;
    const siblings = payments.filter(({ id }) => id !== payment.id);
    const due = owed(cart, siblings, giftCardPlannedAmount);
    const isUnchanged = [requestedAmount(payment), payment.amountPlanned].some((one) => sameMoney(one, due));
    if (isUnchanged) return false;
    return isAwaitingShopper(payment) || owed(cart, payments, giftCardPlannedAmount).centAmount > 0;
  }

  /** An attempt that was not allowed leaves nothing behind, unless an equal one has linked its Payment meanwhile. */
  async withdraw(): Promise<void> {
    const payment = this.#created;
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
}
