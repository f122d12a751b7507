import type { Payment } from '@commercetools/platform-sdk';
import { isInOwnAccount } from '../config/payment-accounts.ts';
import { paymentIdOf, pspReferenceOf } from '../identifiers.ts';
import { isOurs } from '../ledger/ownership.ts';
import { isScheduled } from '../ledger/scheduled-charge.ts';
import { isUnanswered, viewsOf, type TransactionView } from '../ledger/transaction-view.ts';
import { withDueCharges } from '../modifications/due-charges.ts';
import { resumeModification } from '../modifications/modify-payment.ts';
import type { ModificationRequest } from '../modifications/rules.ts';
import { methodOf } from '../payment-methods/catalogue.ts';
import { errorType } from '../observability/spans.ts';
import { reviewDispute } from './review-dispute.ts';
import {
  CONFIRMATION_MS,
  found,
  KEY_LIFETIME_MS,
  nothing,
  settled,
  type Finding,
  type FindingKind,
  type Looked,
  type ReviewDependencies,
  type ReviewOptions,
} from './review.ts';

const kindOf: Readonly<Partial<Record<TransactionView['type'], ModificationRequest['kind']>>> = {
  Charge: 'capture',
  Refund: 'refund',
  CancelAuthorization: 'cancel',
};

const HOUR_MS = 60 * 60 * 1000;

interface Item {
  readonly payment: Payment;
  readonly view: TransactionView;
  readonly ageMs: number;
}

const finding = (kind: FindingKind, { payment, view }: Item, reason?: string): Finding => ({
  kind,
  paymentId: paymentIdOf(payment),
  transactionId: view.id,
  pspReference: view.interactionId,
  since: view.timestamp ?? payment.createdAt,
  reason,
});

/**
 * An attempt that nobody finished. It is closed after a while: should the shopper pay after all, the authorisation counts
 * more than the end that was written here.
 */
const reviewAttempt = async (
  deps: ReviewDependencies,
  item: Item,
  { abandonedAfterMs }: ReviewOptions,
): Promise<Looked> => {
  const { payment, view, ageMs } = item;
  if (view.state === 'Pending') {
    return ageMs < CONFIRMATION_MS ? nothing : found(finding('PendingAttempt', item));
  }
  const unfinished = finding('UnfinishedAttempt', item);
  if (ageMs < abandonedAfterMs) return found(unfinished);
  const { id: transactionId, interactionId: pspReference, amount } = view;
  const at = deps.now().toISOString();
  try {
    await deps.payments.settle(payment, [
      { type: 'Authorization', fact: 'closed', transactionId, pspReference, amount, reason: 'Abandoned', at },
    ]);
    return settled(unfinished);
  } catch (error) {
    return found(finding('UnfinishedAttempt', item, errorType(error)));
  }
};

/** A modification whose answer was lost is sent again under its own key; one that was accepted waits for Adyen's word. */
const reviewModification = async (
  deps: ReviewDependencies,
  item: Item,
  kind: ModificationRequest['kind'],
  { isTimeOver }: ReviewOptions,
): Promise<Looked> => {
  const { payment, view, ageMs } = item;
  if (!isUnanswered(view)) {
    return ageMs < CONFIRMATION_MS ? nothing : found(finding('UnconfirmedModification', item));
  }
  // The same key must carry the same request, and a refund that an earlier version wrote may not remember the capture that
  // it names.
  const namesCapture =
    kind === 'refund' &&
    view.fields.charge === undefined &&
    methodOf(payment.paymentMethodInfo.method).refundNamesCapture;
  const isRepeatable = ageMs < KEY_LIFETIME_MS && !namesCapture;
  if (!isRepeatable) return found(finding('UnansweredModification', item, 'NotRepeatable'));
  if (isTimeOver()) return found(finding('UnansweredModification', item, 'NotTried'));
  try {
    await resumeModification(deps, payment, kind, view);
    return settled(finding('UnansweredModification', item));
  } catch (error) {
    return found(finding('UnansweredModification', item, errorType(error)));
  }
};

const reviewTransaction = (deps: ReviewDependencies, item: Item, options: ReviewOptions): Promise<Looked> => {
  if (item.view.type === 'Authorization') return reviewAttempt(deps, item, options);
  if (item.view.type === 'Chargeback') {
    return reviewDispute(deps, item.payment, item.view, finding('LapsedDispute', item));
  }
  const kind = kindOf[item.view.type];
  return kind ? reviewModification(deps, item, kind, options) : Promise.resolve(nothing);
};

/** Each hour another one is the first, so that those that hang do not always take the time of the same others. */
const startingAnew = <T>(all: readonly T[], now: Date): T[] => {
  const first = Math.floor(now.getTime() / HOUR_MS) % Math.max(1, all.length);
  return [...all.slice(first), ...all.slice(0, first)];
};

const isUnfinished = (view: TransactionView): boolean =>
  (view.state === 'Initial' || view.state === 'Pending') && !isScheduled(view);

/** What of a Payment has begun and never ended; nothing of another provider's, nor of another deployment's. */
export const reviewPayment = async (
  deps: ReviewDependencies,
  payment: Payment,
  options: ReviewOptions,
): Promise<Looked> => {
  if (!isOurs(payment) || !isInOwnAccount(deps.config, payment)) return nothing;
  try {
    return await reviewTransactions(deps, await withDueCharges(deps, payment), options);
  } catch (error) {
    // A Payment that cannot be read or written keeps no other one from being looked at.
    return found({
      kind: 'UnconfirmedModification',
      paymentId: paymentIdOf(payment),
      pspReference: pspReferenceOf(payment),
      since: payment.createdAt,
      reason: errorType(error),
    });
  }
};

const reviewTransactions = async (
  deps: ReviewDependencies,
  payment: Payment,
  options: ReviewOptions,
): Promise<Looked> => {
  const all: Looked[] = [];
  for (const view of startingAnew(viewsOf(payment).filter(isUnfinished), deps.now())) {
    const ageMs = deps.now().getTime() - Date.parse(view.timestamp ?? payment.createdAt);
    if (ageMs < options.olderThanMs) continue;
    // One after the other: each may write the Payment that the next one looks at.
    const current = all.length === 0 ? payment : ((await deps.payments.get(paymentIdOf(payment))) ?? payment);
    all.push(await reviewTransaction(deps, { payment: current, view, ageMs }, options));
  }
  return {
    settled: all.flatMap((looked) => looked.settled),
    findings: all.flatMap((looked) => looked.findings),
  };
};
