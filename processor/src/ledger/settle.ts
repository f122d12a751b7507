import type { Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { authorisedFact, correctAmounts, requestAnew, standing } from './authorised-amount.ts';
import type { Adjustment, Entry, LedgerEntry, Note, OrderClosed } from './entry.ts';
import type { Fact } from './fact.ts';
import { reverseByClosedOrders } from './closed-order.ts';
import { disputeFact, disputeReference, sortFollowUps } from './disputes.ts';
import { areInterchangeable, findTransaction } from './matching.ts';
import { formatMoney, type Money } from './money.ts';
import { adjustedFact, expiredAmount, latestAdjustment, orderClosedFact } from './notes.ts';
import { ruleOf, type TransactionType } from './rules.ts';
import {
  addView,
  isUnanswered,
  learn,
  sameMoney,
  viewsOf,
  type TransactionView,
} from './transaction-view.ts';
import { updateActions } from './update-actions.ts';

/** Something about an entry that an operator must see although it was applied. */
export interface Notice {
  readonly code: 'AmountMismatch';
  readonly message: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
}

export interface Settlement {
  /** Empty when the Payment already says all of it. */
  readonly actions: PaymentUpdateAction[];
  readonly notices: Notice[];
  /** Authorisations (by pspReference) that became a success by these entries. */
  readonly newlyAuthorised: string[];
}

/**
 * What has to change on a Payment so that it says what the entries say. Pure: no clock, no network; applying the same
 * entries again gives no actions, and any order of the same entries ends in the same transactions.
 */
export const settle = (payment: Payment, entries: readonly LedgerEntry[]): Settlement => {
  const ledger = new Ledger(payment);
  for (const entry of entries) ledger.record(entry);
  return ledger.settlement();
};

class Ledger {
  readonly #payment: Payment;
  readonly #views: TransactionView[];
  readonly #notices: Notice[] = [];
  #paymentInterfaceId: string | undefined;
  #amountPlanned: Money;

  constructor(payment: Payment) {
    this.#payment = payment;
    this.#views = viewsOf(payment);
    this.#paymentInterfaceId = payment.interfaceId;
    this.#amountPlanned = payment.amountPlanned;
  }

  record(entry: LedgerEntry): void {
    switch (entry.type) {
      case 'Adjustment':
        this.#adjust(entry);
        break;
      case 'OrderClosed':
        this.#closeOrder(entry);
        break;
      case 'Note':
        this.#note(entry);
        break;
      case 'Plan':
        this.#amountPlanned = entry.amount;
        break;
      case 'Request':
        if (requestAnew(this.#views, entry)) this.#amountPlanned = entry.amount;
        break;
      default:
        this.#apply(entry);
    }
    this.#deriveEffects();
  }

  settlement(): Settlement {
    const before = new Map(this.#payment.transactions.map(({ id, state }) => [id, state]));
    return {
      actions: updateActions(this.#payment, this.#views, this.#paymentInterfaceId, this.#amountPlanned),
      notices: this.#notices,
      newlyAuthorised: this.#views.flatMap((view) =>
        view.type === 'Authorization' &&
        view.state === 'Success' &&
        view.interactionId !== undefined &&
        (view.id === undefined || before.get(view.id) !== 'Success')
          ? [view.interactionId]
          : [],
      ),
    };
  }

  #apply(entry: Entry): void {
    if (entry.type === 'Authorization' && !entry.mayBeMisnamed) {
      this.#paymentInterfaceId ??= entry.pspReference;
    }
    const view = findTransaction(this.#views, entry, this.#payment.id);
    if (view) {
      this.#update(view, entry);
    } else if (entry.fact !== 'action') {
      // An action for the shopper that comes after its authorisation has ended is no operation of its own.
      this.#add(entry);
    }
    this.#retireTwin(entry);
    sortFollowUps(this.#views);
    correctAmounts(this.#views);
  }

  #update(view: TransactionView, entry: Entry): void {
    const adjusted = latestAdjustment(view.facts.named('adjusted')) ?? view.amount;
    // Of an authorisation also what PayPal's order was changed to.
    const planned = view.type === 'Authorization' ? [this.#amountPlanned] : [];
    const isExpected = [view.amount, adjusted, ...planned].some((amount) => sameMoney(amount, entry.amount));
    if (!entry.amountMayDiffer && !isExpected) {
      this.#notices.push({
        code: 'AmountMismatch',
        message: `Adyen reports ${formatMoney(entry.amount)} for a ${view.type} of ${formatMoney(adjusted)}.`,
        fields: { transactionId: view.id, pspReference: entry.pspReference },
      });
    }
    view.interactionId = referenceAfter(view, entry);
    const fact = remembered(view, entry);
    const news = newsOf(view, fact);
    if (news !== 'none') learn(view, fact);
    if (news === 'decides') describe(view, entry);
    if (news !== 'none') this.#plan(entry);
  }

  /** What is authorised is what the payment is over, also where something else was planned. */
  #plan({ type, fact, pspReference }: Entry): void {
    if (type !== 'Authorization' || fact !== 'authorised') return;
    correctAmounts(this.#views);
    const view = standing(this.#views, type).find(({ interactionId }) => interactionId === pspReference);
    if (view) this.#amountPlanned = latestAdjustment(view.facts.named('adjusted')) ?? view.amount;
  }

  #add(entry: Entry): void {
    const { type, amount, pspReference: interactionId } = entry;
    const view = addView(this.#views, { type, amount, interactionId });
    learn(view, remembered(view, entry));
    describe(view, entry);
  }

  // The notification of a modification came first and could not be told to be ours: its transaction stands for the
  // operation, and the intent must not count a second time.
  #retireTwin(entry: Entry): void {
    if (
      entry.transactionId === undefined ||
      entry.pspReference === undefined ||
      entry.type === 'Authorization'
    )
      return;
    const intent = this.#views.find((view) => view.id === entry.transactionId);
    if (intent?.state !== 'Initial' || intent.interactionId !== undefined) return;
    const twin = this.#find(entry.type, entry.pspReference);
    // Its own answer, when that comes, is the intent's.
    if (twin && areInterchangeable(intent, twin)) return;
    learn(intent, { name: 'failed' });
    intent.fields.reason = `Recorded under ${entry.pspReference}`;
  }

  #adjust(entry: Adjustment): void {
    const view = this.#authorisationOf(entry);
    const adjusted = adjustedFact(entry);
    if (view) learn(view, adjusted);
    const adjustments = view ? view.facts.named('adjusted') : [adjusted];
    this.#amountPlanned = latestAdjustment(adjustments) ?? this.#amountPlanned;
  }

  #closeOrder(entry: OrderClosed): void {
    const view = this.#authorisationOf(entry);
    if (view) learn(view, orderClosedFact(entry));
  }

  #authorisationOf({ authorisation }: Adjustment | OrderClosed): TransactionView | undefined {
    const authorisations = standing(this.#views, 'Authorization');
    return authorisations.find(({ interactionId }) => interactionId === authorisation) ?? authorisations[0];
  }

  #note({ transactionId, note }: Note): void {
    const view = this.#views.find(({ id }) => id === transactionId);
    if (view && (note !== 'unsent' || isUnanswered(view))) learn(view, { name: note });
  }

  /** What follows from an authorisation's facts together, never from the moment at which one of them arrived. */
  #deriveEffects(): void {
    for (const view of standing(this.#views, 'Authorization')) {
      if (view.state !== 'Success' || view.interactionId === undefined) continue;
      const expired = expiredAmount(view.facts.named('expired'), view.amount);
      if (expired) {
        this.#effect({
          type: 'CancelAuthorization',
          fact: 'cancelled',
          pspReference: view.interactionId,
          amount: expired,
        });
      }
      reverseByClosedOrders(this.#views, view);
    }
  }

  #find(type: TransactionType, reference: string | undefined): TransactionView | undefined {
    return this.#views.find((view) => view.type === type && view.interactionId === reference);
  }

  #effect(entry: Entry): void {
    const known = this.#find(entry.type, entry.pspReference);
    if (known) this.#update(known, { ...entry, amountMayDiffer: true });
    else this.#add(entry);
  }
}

/** The name that the transaction goes by once the entry is known. */
const referenceAfter = (view: TransactionView, entry: Entry): string | undefined => {
  if (view.type === 'Chargeback') return disputeReference(view, entry);
  const takes = (view.interactionId === undefined || view.state === 'Initial') && !entry.mayBeMisnamed;
  return takes ? (entry.pspReference ?? view.interactionId) : view.interactionId;
};

const remembered = (view: TransactionView, entry: Entry): Fact => {
  if (entry.type === 'Chargeback') return disputeFact(entry);
  if (entry.fact === 'authorised') return authorisedFact(view.amount, entry.amount);
  if (entry.fact === 'expired') return { name: 'expired', amount: entry.amount };
  return { name: entry.fact };
};

// A weaker fact than those known decides nothing now and can decide nothing later. Some are kept all the same: `expired` for
// what follows from it once the authorisation turns out to have succeeded, `action` since it tells an answered attempt,
// `authorised` for the amount, and all of a dispute's since they tell which dispute it is.
const KEPT: readonly Fact['name'][] = ['expired', 'action', 'authorised'];

const newsOf = (view: TransactionView, fact: Fact): 'decides' | 'kept' | 'none' => {
  if (view.facts.includes(fact)) return 'none';
  const rankOf = ({ name }: Fact): number => ruleOf(view.type, name)?.rank ?? 0;
  const strongest = Math.max(...[...view.facts].map(rankOf));
  if (rankOf(fact) > strongest || KEPT.includes(fact.name)) return 'decides';
  return view.type === 'Chargeback' ? 'kept' : 'none';
};

const describe = (view: TransactionView, entry: Entry): void => {
  if (entry.reason !== undefined && entry.reason !== '') view.fields.reason = entry.reason;
  if (entry.outcome !== undefined) view.fields.outcome = entry.outcome;
  if (entry.at !== undefined) {
    view.fields.eventDate = entry.at;
    view.timestamp = entry.at;
  }
};
