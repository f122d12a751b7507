import type { Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { paymentIdOf, pspReferenceOf, type PspReference } from '../identifiers.ts';
import { recordAdjustData } from './adjust-data.ts';
import { recordAskedUpdate } from './asked-updates.ts';
import { amountMismatch, type Notice } from './amount-mismatch.ts';
import { recordAssessment } from './record-assessment.ts';
import { correctAmounts, requestAnew, standing } from './authorised-amount.ts';
import { chargeAtOnce, claimCharge, reviseCharge } from './charge-at-once.ts';
import { reverseAsCaptured } from './cancel-or-refund.ts';
import { reverseByClosedOrders } from './closed-order.ts';
import { concludeDisputes } from './dispute-outcome.ts';
import { eventOf, sortFollowUps } from './disputes.ts';
import { ENDS_REST, IN_REVIEW } from './fact.ts';
import { capturedOf, endRest } from './ended-rest.ts';
import { learnEntry, learnFirstEntry } from './entry-facts.ts';
import type {
  Adjustment,
  CancelOrRefund,
  Described,
  Entry,
  LedgerEntry,
  Note,
  OrderClosed,
} from './entry.ts';
import { areInterchangeable, findTransaction } from './matching.ts';
import type { Money } from './money.ts';
import { flagTransactions, noticeOf } from './flags.ts';
import { adjustedFact, latestAdjustment, orderClosedFact } from './notes.ts';
import { recordOrderChange } from './order-change.ts';
import { recordParticipation } from './participation.ts';
import { rememberEvent } from './remembered-events.ts';
import { concludeRescue, gatherFacts, meantAuthorisation } from './rescue.ts';
import type { TransactionType } from './rules.ts';
import { addView, isUnanswered, learn, viewsOf, type TransactionView } from './transaction-view.ts';
import { updateActions } from './update-actions.ts';

export interface Settlement {
  /** Empty when the Payment already says all of it. */
  readonly actions: PaymentUpdateAction[];
  readonly notices: Notice[];
  /** Authorisations (by pspReference) that became a success by these entries. */
  readonly newlyAuthorised: PspReference[];
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
  #paymentInterfaceId: PspReference | undefined;
  #amountPlanned: Money;

  constructor(payment: Payment) {
    this.#payment = payment;
    this.#views = viewsOf(payment);
    this.#paymentInterfaceId = pspReferenceOf(payment);
    this.#amountPlanned = payment.amountPlanned;
  }

  record(entry: LedgerEntry): void {
    const captured = capturedOf(this.#views);
    switch (entry.type) {
      case 'Adjustment':
        this.#adjust(entry);
        break;
      case 'OrderClosed':
        this.#closeOrder(entry);
        break;
      case 'CancelOrRefund':
        this.#reverse(entry);
        break;
      case 'Described':
        this.#describe(entry);
        break;
      case 'Note':
        this.#note(entry);
        break;
      case 'Plan':
        this.#amountPlanned = entry.amount;
        break;
      case 'OrderChange':
        recordOrderChange(this.#views, entry);
        break;
      case 'UpdateAsked':
        recordAskedUpdate(this.#views, entry);
        break;
      case 'AdjustData':
        recordAdjustData(this.#views, entry);
        break;
      case 'Participation':
        recordParticipation(this.#views, entry);
        break;
      case 'Request':
        if (requestAnew(this.#views, entry)) this.#amountPlanned = entry.amount;
        break;
      default:
        this.#apply(entry);
    }
    const rescued = gatherFacts(this.#views);
    if (rescued)
      this.#amountPlanned = latestAdjustment(rescued.facts.named('adjusted')) ?? this.#amountPlanned;
    concludeRescue(this.#views);
    this.#deriveEffects(captured);
    flagTransactions(this.#views);
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
    if (entry.type === 'Authorization' && !entry.mayBeMisnamed && !entry.isLaterTry) {
      this.#paymentInterfaceId ??= entry.pspReference;
    }
    const known =
      findTransaction(this.#views, entry, paymentIdOf(this.#payment)) ?? claimCharge(this.#views, entry);
    // An action for the shopper that comes after its authorisation has ended is no operation of its own.
    const view = known ?? (entry.fact === 'action' ? undefined : this.#add(entry));
    if (known) this.#update(known, entry);
    if (view) recordAssessment(view, entry);
    if (view && entry.endsRest) learn(view, { name: ENDS_REST });
    if (view && entry.isInReview) learn(view, { name: IN_REVIEW });
    this.#failDuplicate(entry);
    if (view && entry.type === 'Chargeback') this.#dispute(view, entry);
    correctAmounts(this.#views);
    chargeAtOnce(this.#views, entry);
  }

  #dispute(view: TransactionView, entry: Entry & { readonly type: 'Chargeback' }): void {
    const event = eventOf(entry);
    if (event) rememberEvent(view, event);
    sortFollowUps(this.#views);
    concludeDisputes(this.#views);
  }

  #update(view: TransactionView, entry: Entry): void {
    const mismatch = amountMismatch(view, entry, this.#amountPlanned);
    if (mismatch) this.#notices.push(mismatch);
    if (learnEntry(view, entry)) this.#plan(entry);
  }

  /** What is authorised is what the payment is over, also where something else was planned. */
  #plan({ type, fact, pspReference }: Entry): void {
    if (type !== 'Authorization' || fact !== 'authorised') return;
    correctAmounts(this.#views);
    const view = standing(this.#views, type).find(({ interactionId }) => interactionId === pspReference);
    if (view) this.#amountPlanned = latestAdjustment(view.facts.named('adjusted')) ?? view.amount;
  }

  #add(entry: Entry): TransactionView {
    const { type, amount, pspReference: interactionId } = entry;
    const view = addView(this.#views, { type, amount, interactionId });
    learnFirstEntry(view, entry);
    return view;
  }

  // The notification of a modification came first and could not be told to be ours: its transaction stands for the
  // operation, and the intent must not count a second time.
  #failDuplicate({ type, transactionId, pspReference }: Entry): void {
    if (transactionId === undefined || pspReference === undefined || type === 'Authorization') return;
    const intent = this.#views.find(({ id }) => id === transactionId);
    if (intent?.state !== 'Initial' || intent.interactionId !== undefined) return;
    const duplicate = this.#find(type, pspReference);
    // Its own answer, when that comes, is the intent's.
    if (duplicate && areInterchangeable(intent, duplicate)) return;
    learn(intent, { name: 'failed' });
    intent.fields.reason = `Recorded under ${pspReference}`;
  }

  #adjust(entry: Adjustment): void {
    const view = this.#authorisationOf(entry);
    const known = view?.facts.named('adjusted') ?? [];
    const adjusted = adjustedFact(entry);
    // An adjustment is known by its reference: its date is not signed.
    if (known.some(({ pspReference }) => pspReference === entry.pspReference)) return;
    if (view) learn(view, adjusted);
    const adjustments = view ? view.facts.named('adjusted') : [adjusted];
    this.#amountPlanned = latestAdjustment(adjustments) ?? this.#amountPlanned;
  }

  #closeOrder(entry: OrderClosed): void {
    const view = this.#authorisationOf(entry);
    if (view) learn(view, orderClosedFact(entry));
  }

  #reverse(entry: CancelOrRefund): void {
    const { pspReference, amount, succeeded } = entry;
    const view = this.#authorisationOf(entry);
    if (view) learn(view, { name: 'cancelOrRefund', succeeded, pspReference, amount });
  }

  #describe({ authorisation, event }: Described): void {
    const view = this.#authorisationOf({ authorisation });
    if (!view || !rememberEvent(view, event)) return;
    const notice = noticeOf(event, view.id);
    if (notice) this.#notices.push(notice);
  }

  #authorisationOf({ authorisation }: Pick<Adjustment, 'authorisation'>): TransactionView | undefined {
    return meantAuthorisation(this.#views, authorisation);
  }

  #note({ transactionId, note }: Note): void {
    const view = this.#views.find(({ id }) => id === transactionId);
    if (view && (note !== 'unsent' || isUnanswered(view))) learn(view, { name: note });
  }

  /** What follows from an authorisation's facts together, never from the moment at which one of them arrived. */
  #deriveEffects(capturedBefore: number): void {
    for (const view of standing(this.#views, 'Authorization')) {
      if (view.state !== 'Success' || view.interactionId === undefined) continue;
      reviseCharge(this.#views, view);
      endRest(this.#views, view, capturedOf(this.#views) !== capturedBefore);
      reverseAsCaptured(this.#views, view);
      reverseByClosedOrders(this.#views, view);
    }
  }

  #find(type: TransactionType, reference: PspReference | undefined): TransactionView | undefined {
    return this.#views.find((view) => view.type === type && view.interactionId === reference);
  }
}
