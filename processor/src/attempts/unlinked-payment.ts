import { randomUUID } from 'node:crypto';
import type { Payment } from '@commercetools/platform-sdk';
import { isGone } from '../commercetools/errors.ts';
import type { KeyedPaymentDraft } from '../commercetools/payment-store.ts';
import type { CartId } from '../identifiers.ts';
import { isCreatedBy, isUnansweredAttempt } from '../ledger/attempt-state.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import type { Money } from '../ledger/money.ts';
import { haveAllLeft } from '../ledger/participation.ts';
import { sameMoney } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../use-case.ts';

/**
 * A request's share in its attempt's Payment, from the Payment's creation until it is linked to the cart. Equal requests share
 * one: whoever gives up removes it only where no other request has linked it, or is about to. It is Adyen's business as soon as
 * it is linked.
 */
export class UnlinkedPayment {
  readonly #deps: Pick<PaymentDependencies, 'payments' | 'carts' | 'logger'>;
  readonly requestId = randomUUID();
  /** Created by this very request. */
  #created: Payment | undefined;
  /** Created by another request. */
  #joined: Payment | undefined;
  /** The key of a Payment that this request may have created: the response was lost. */
  #doubtfulKey: string | undefined;

  constructor(deps: Pick<PaymentDependencies, 'payments' | 'carts' | 'logger'>) {
    this.#deps = deps;
  }

  /** A Payment whose creation was answered with an error is new all the same, where this very request has created it. */
  async createOnce(draft: KeyedPaymentDraft): Promise<{ payment: Payment; isNew: boolean }> {
    this.#doubtfulKey = draft.key;
    const found = await this.#deps.payments.createOnce(draft);
    this.#doubtfulKey = undefined;
    const isNew = found.isNew || isCreatedBy(found.payment, this.requestId);
    if (isNew) this.#created = found.payment;
    return { payment: found.payment, isNew };
  }

  /**
   * Takes part in the attempt of another request, which may be about to remove its Payment. That is decided by the Payment's
   * version, and has to be before the Payment is linked: the cart would list one that does not exist.
   * @param entries to be written in the same step
   * @returns `undefined` where it was removed
   */
  async join(payment: Payment, entries: readonly LedgerEntry[]): Promise<Payment | undefined> {
    if (!isUnansweredAttempt(payment)) return payment;
    try {
      const joins = { type: 'Participation', requestId: this.requestId, stage: 'joined' } as const;
      this.#joined = (await this.#deps.payments.settle(payment, [...entries, joins])).payment;
      return this.#joined;
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  /** Removes the Payment that this request has created for the cart as it was before it changed. */
  async discardUnless(amount: Money): Promise<void> {
    if (!this.#created || sameMoney(this.#created.amountPlanned, amount)) return;
    await this.#deps.payments.discard(this.#created);
    this.#created = undefined;
  }

  /** The cart lists it: nobody removes it any more. */
  linked(): void {
    this.#created = undefined;
    this.#joined = undefined;
  }

  /** An attempt that was not allowed leaves nothing behind. Never throws: the request has failed for a reason of its own. */
  async withdraw(cartId: CartId): Promise<void> {
    try {
      const payment = this.#created ?? this.#joined ?? (await this.#createdInDoubt());
      if (!payment || !isUnansweredAttempt(payment)) return;
      const found = await this.#deps.carts.get(cartId);
      if (found?.payments.some(({ id }) => id === payment.id)) return;
      if (payment !== this.#joined && (await this.#deps.payments.discard(payment))) return;
      await this.#leave(payment);
    } catch (error) {
      this.#deps.logger.warn('A payment that was never sent to Adyen could not be removed.', {
        paymentId: (this.#created ?? this.#joined)?.id,
        error,
      });
    }
  }

  /** Others know the Payment too: the last one that gives up removes it. */
  async #leave(payment: Payment): Promise<void> {
    const leaves = { type: 'Participation', requestId: this.requestId, stage: 'left' } as const;
    const left = (await this.#deps.payments.settle(payment, [leaves])).payment;
    if (haveAllLeft(left)) await this.#deps.payments.discard(left);
  }

  async #createdInDoubt(): Promise<Payment | undefined> {
    if (this.#doubtfulKey === undefined) return undefined;
    const payment = await this.#deps.payments.findByKey(this.#doubtfulKey);
    return payment && isCreatedBy(payment, this.requestId) ? payment : undefined;
  }
}
