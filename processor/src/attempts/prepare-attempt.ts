import { randomUUID } from 'node:crypto';
import type { Cart, Payment } from '@commercetools/platform-sdk';
import type { CartWithPayments } from '../commercetools/carts.ts';
import { concurrentModification, idempotencyKeyReused, notFound, paymentInProgress } from '../errors.ts';
import type { Share } from '../gift-cards/part-of-order.ts';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import { paymentIdOf, type PspReference } from '../identifiers.ts';
import {
  authorisationOf,
  isAtAdyen,
  isCreatedBy,
  isUnansweredAttempt,
  requestedAmount,
  wasNeverSent,
} from '../ledger/attempt-state.ts';
import type { Money } from '../ledger/money.ts';
import { isOurs } from '../ledger/ownership.ts';
import { sameMoney } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { attemptDraft, type AttemptDescription } from './attempt-draft.ts';
import type { AttemptIdentity } from './attempt-key.ts';
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
  readonly orderReference?: PspReference | undefined;
}

/** An attempt as its use case asks for it, before anything is written. */
export interface AttemptPlan {
  readonly identity: AttemptIdentity;
  readonly description: AttemptDescription;
  /** Whether the same content may be attempted anew after this payment of the cart. */
  readonly isOver: (payment: Payment, found: CartWithPayments) => boolean;
  /** Whether an attempt without a key is this one, although it was made under a key. */
  readonly repeats?: ((payment: Payment) => boolean) | undefined;
  /** What a new attempt charges. @throws Fault 400 where that is nothing */
  readonly amountToCharge: (found: CartWithPayments) => Promise<Share>;
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
  plan: AttemptPlan,
): Promise<PreparedAttempt> => {
  const attempt = new Attempt(deps, plan);
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
  readonly #plan: AttemptPlan;
  readonly #requestId = randomUUID();
  /** Created by this very request, and not linked since. */
  #created: Payment | undefined;
  /** The key of a Payment that this request may have created: the response was lost. */
  #doubtfulKey: string | undefined;

  constructor(deps: PaymentDependencies, plan: AttemptPlan) {
    this.#deps = deps;
    this.#plan = plan;
  }

  /** `undefined` when the cart changed in between. */
  async tryOnce(): Promise<PreparedAttempt | undefined> {
    const found = await this.#readCart();
    let firstRound = 0;
    for (;;) {
      const { key, round, linked } = locateAttempt(
        found.payments,
        this.#plan.identity,
        { isOver: (payment) => this.#plan.isOver(payment, found), repeats: this.#plan.repeats },
        firstRound,
      );
      if (linked) return this.#repeat(found, linked, key);
      this.#assertNoneAtAdyen(found.payments);
      const { amount, orderReference } = await this.#plan.amountToCharge(found);
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
    const { amount, orderReference } = await this.#plan.amountToCharge({ cart, payments: siblings });
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
    { key, amount, orderReference }: { key: string; amount: Money; orderReference: PspReference | undefined },
  ): Promise<{ payment: Payment; isNew: boolean } | undefined> {
    assertRepresentable(amount);
    await this.#discardUnless(amount);
    const { payment, isNew } = await this.#create(found, { key, amount, orderReference });
    if (isNew) {
      this.#created = payment;
      return { payment, isNew };
    }
    const isKeyed = this.#plan.identity.idempotencyKey !== undefined;
    if (!isKeyed && this.#plan.isOver(payment, found)) return undefined;
    this.#assertSameRequest(payment);
    return { payment: await this.#requestAnew(payment, amount), isNew };
  }

  /** A Payment whose creation was answered with an error is new all the same, where this very request has created it. */
  async #create(
    { cart }: CartWithPayments,
    wanted: { key: string; amount: Money; orderReference: PspReference | undefined },
  ): Promise<{ payment: Payment; isNew: boolean }> {
    const requestId = this.#requestId;
    this.#doubtfulKey = wanted.key;
    const draft = attemptDraft(this.#deps, this.#plan, { ...wanted, cart, requestId });
    const { payment, isNew } = await this.#deps.payments.createOnce(draft);
    this.#doubtfulKey = undefined;
    return { payment, isNew: isNew || isCreatedBy(payment, requestId) };
  }

  /** Removes the Payment that this request has created for the cart as it was before it changed. */
  async #discardUnless(amount: Money): Promise<void> {
    if (!this.#created || sameMoney(this.#created.amountPlanned, amount)) return;
    await this.#deps.payments.discard(this.#created);
    this.#created = undefined;
  }

  async #link(
    { cart, payments }: CartWithPayments,
    { payment: found, isNew }: { payment: Payment; isNew: boolean },
    orderReference: PspReference | undefined,
  ): Promise<PreparedAttempt | undefined> {
    const linkedCart = await this.#deps.carts.link(cart, paymentIdOf(found));
    if (!linkedCart) return undefined;
    this.#created = undefined;
    const payment = isNew ? found : await this.#claim(found);
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

  /** Another request has created it, and may be about to withdraw the version that it knows: this one is no longer that. */
  async #claim(payment: Payment): Promise<Payment> {
    if (!isUnansweredAttempt(payment)) return payment;
    const note = { type: 'Note', transactionId: authorisationOf(payment)?.id, note: 'repeated' } as const;
    return (await this.#deps.payments.settle(payment, [note])).payment;
  }

  #assertNoneAtAdyen(payments: readonly Payment[]): void {
    const { now, config } = this.#deps;
    const isBusy = (payment: Payment) =>
      isOurs(payment) && isAtAdyen(payment, now(), config.adyen.deadlineMs);
    if (payments.some(isBusy)) throw paymentInProgress();
  }

  /** An attempt that was not allowed leaves nothing behind, unless an equal one has linked its Payment meanwhile. */
  async withdraw(): Promise<void> {
    try {
      const payment = this.#created ?? (await this.#createdInDoubt());
      if (!payment) return;
      const found = await this.#deps.carts.get(this.#plan.identity.cartId);
      if (found?.payments.some(({ id }) => id === payment.id)) return;
      await this.#deps.payments.discard(payment);
    } catch (error) {
      this.#deps.logger.warn('A payment that was never sent to Adyen could not be removed.', {
        paymentId: this.#created?.id,
        error,
      });
    }
  }

  async #createdInDoubt(): Promise<Payment | undefined> {
    if (this.#doubtfulKey === undefined) return undefined;
    const payment = await this.#deps.payments.findByKey(this.#doubtfulKey);
    return payment && isCreatedBy(payment, this.#requestId) ? payment : undefined;
  }

  async #readCart(): Promise<CartWithPayments> {
    const found = await this.#deps.carts.get(this.#plan.identity.cartId);
    if (!found) throw notFound("The session's cart");
    return found;
  }

  #assertSameRequest(payment: Payment): void {
    const digest = authorisationOf(payment)?.contentDigest;
    if (digest !== undefined && digest !== this.#plan.identity.contentDigest) {
      throw idempotencyKeyReused('a new attempt');
    }
  }
}
