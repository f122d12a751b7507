import type { Cart, Payment } from '@commercetools/platform-sdk';
import type { CartWithPayments } from '../commercetools/carts.ts';
import { concurrentModification, idempotencyKeyReused, notFound, paymentInProgress } from '../errors.ts';
import type { Share } from '../gift-cards/part-of-order.ts';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import { paymentIdOf, type PspReference } from '../identifiers.ts';
import {
  authorisationOf,
  isAtAdyen,
  isUnansweredAttempt,
  requestedAmount,
  wasNeverSent,
} from '../ledger/attempt-state.ts';
import type { Money } from '../ledger/money.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { isOurs } from '../ledger/ownership.ts';
import { sameMoney } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { attemptDraft, type AttemptDescription } from './attempt-draft.ts';
import type { AttemptIdentity } from './attempt-key.ts';
import { locateAttempt } from './locate-attempt.ts';
import { UnlinkedPayment } from './unlinked-payment.ts';

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
  readonly #unlinked: UnlinkedPayment;

  constructor(deps: PaymentDependencies, plan: AttemptPlan) {
    this.#deps = deps;
    this.#plan = plan;
    this.#unlinked = new UnlinkedPayment(deps);
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
    await this.#unlinked.discardUnless(amount);
    const { cart } = found;
    const { requestId } = this.#unlinked;
    const draft = attemptDraft(this.#deps, this.#plan, { cart, key, amount, orderReference, requestId });
    const { payment, isNew } = await this.#unlinked.createOnce(draft);
    if (isNew) return { payment: await this.#requestAnew(payment, amount), isNew };
    const isKeyed = this.#plan.identity.idempotencyKey !== undefined;
    if (!isKeyed && this.#plan.isOver(payment, found)) return undefined;
    this.#assertSameRequest(payment);
    const joined = await this.#unlinked.join(payment, this.#newRequest(payment, amount));
    // Removed by the request that had created it: this one creates it.
    return joined ? { payment: joined, isNew } : this.#write(found, { key, amount, orderReference });
  }

  async #link(
    { cart, payments }: CartWithPayments,
    { payment, isNew }: { payment: Payment; isNew: boolean },
    orderReference: PspReference | undefined,
  ): Promise<PreparedAttempt | undefined> {
    const linkedCart = await this.#deps.carts.link(cart, paymentIdOf(payment));
    if (!linkedCart) return undefined;
    this.#unlinked.linked();
    return { cart: linkedCart, payment, siblings: payments, isRepeated: !isNew, orderReference };
  }

  /**
   * Asks for another amount where Adyen has not answered. The key at Adyen stays the same: should an earlier request have
   * arrived after all, Adyen repeats its answer and authorises nothing more.
   */
  async #requestAnew(payment: Payment, amount: Money): Promise<Payment> {
    const entries = this.#newRequest(payment, amount);
    return entries.length === 0 ? payment : (await this.#deps.payments.settle(payment, entries)).payment;
  }

  #newRequest(payment: Payment, amount: Money): LedgerEntry[] {
    if (!isUnansweredAttempt(payment) || sameMoney(requestedAmount(payment), amount)) return [];
    const at = this.#deps.now().toISOString();
    return [{ type: 'Request', transactionId: authorisationOf(payment)?.id, amount, at }];
  }

  /** An attempt that was not allowed leaves nothing behind. */
  withdraw(): Promise<void> {
    return this.#unlinked.withdraw(this.#plan.identity.cartId);
  }

  #assertNoneAtAdyen(payments: readonly Payment[]): void {
    const { now, config } = this.#deps;
    const isBusy = (payment: Payment) =>
      isOurs(payment) && isAtAdyen(payment, now(), config.adyen.deadlineMs);
    if (payments.some(isBusy)) throw paymentInProgress();
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
