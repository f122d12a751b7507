import { standing } from './authorised-amount.ts';
import type { Notice } from './amount-mismatch.ts';
import { IN_REVIEW, type EventFact } from './fact.ts';
import type { TransactionId } from '../identifiers.ts';
import type { TransactionView } from './transaction-view.ts';

// What a person should look at: read off the facts, shown in custom fields, and found by them.

/** A reason for a person to look at a Payment; also the kind of a review's finding. */
export const flags = [
  'ManualReviewPending',
  'ManualReviewRejected',
  'FraudAlert',
  'SettlementReversed',
  'RefundNotCleared',
  'DisputeContradiction',
] as const;
export type Flag = (typeof flags)[number];

/** Brings the flags of a Payment's transactions up to date. */
export const flagTransactions = (views: readonly TransactionView[]): void => {
  const authorisations = standing(views, 'Authorization');
  for (const view of views.filter(({ type }) => type === 'Authorization')) {
    // One that another has taken the place of shows nothing any more.
    const isShown = authorisations.includes(view);
    show(view, 'manualReview', isShown ? reviewOf(view) : undefined);
    show(view, 'fraudAlert', isShown ? fraudAlertOf(view) : undefined);
    show(view, 'flags', isShown ? flagsOfAuthorisation(view) : []);
  }
  for (const view of views.filter(({ type }) => type === 'Chargeback')) {
    show(view, 'flags', isContradictory(view) ? ['DisputeContradiction'] : []);
  }
};

const show = <Name extends 'manualReview' | 'fraudAlert' | 'flags'>(
  view: TransactionView,
  name: Name,
  value: TransactionView['fields'][Name],
): void => {
  if (value === undefined || value.length === 0) Reflect.deleteProperty(view.fields, name);
  else view.fields[name] = value;
};

/** Where a review by a person stands: its latest end by eventDate counts. */
const reviewOf = ({ facts }: TransactionView): 'pending' | 'accepted' | 'rejected' | undefined => {
  const ended = facts
    .named('event')
    .filter(({ code }) => code in ENDS)
    .toSorted((a, b) => (`${a.at} ${a.code}` < `${b.at} ${b.code}` ? -1 : 1))
    .at(-1);
  if (ended) return ENDS[ended.code];
  return facts.has(IN_REVIEW) ? 'pending' : undefined;
};

const ENDS: Readonly<Record<string, 'accepted' | 'rejected'>> = {
  MANUAL_REVIEW_ACCEPT: 'accepted',
  MANUAL_REVIEW_REJECT: 'rejected',
};

/** Scheme and code of the issuer's fraud report, or that there is one. */
const fraudAlertOf = ({ facts }: TransactionView): string | undefined => {
  const alerts = facts.named('event').filter(({ code }) => code === 'NOTIFICATION_OF_FRAUD');
  const [alert] = alerts.toSorted((a, b) =>
    `${a.at} ${a.pspReference}` < `${b.at} ${b.pspReference}` ? 1 : -1,
  );
  if (!alert) return undefined;
  const { scheme, reasonCode, reason } = alert.details;
  const words = [scheme, reasonCode].filter((word) => word !== undefined).join(' ');
  return words === '' ? (reason ?? 'reported') : words;
};

const flagsOfAuthorisation = (view: TransactionView): Flag[] => {
  const codes = view.facts.named('event').map(({ code }) => code);
  const review = view.state === 'Failure' ? undefined : reviewOf(view);
  return flags.filter((flag) =>
    flag === 'ManualReviewPending'
      ? review === 'pending'
      : flag === 'ManualReviewRejected'
        ? review === 'rejected'
        : codes.some((code) => EVENT_FLAGS[code]?.flag === flag),
  );
};

/** Events that are reported when they come. */
const EVENT_FLAGS: Readonly<Partial<Record<string, { readonly flag: Flag; readonly message: string }>>> = {
  MANUAL_REVIEW_REJECT: { flag: 'ManualReviewRejected', message: 'The review of a payment has rejected it.' },
  NOTIFICATION_OF_FRAUD: { flag: 'FraudAlert', message: 'The issuer reports fraud.' },
  SETTLED_REVERSED: { flag: 'SettlementReversed', message: 'Adyen takes back what it has settled.' },
  REFUND_NOT_CLEARED: { flag: 'RefundNotCleared', message: 'A refund has not cleared.' },
};

/** What an operator must see of an event. */
export const noticeOf = (
  { code, pspReference }: EventFact,
  transactionId?: TransactionId,
): Notice | undefined => {
  const known = EVENT_FLAGS[code];
  return known && { code: known.flag, message: known.message, fields: { transactionId, pspReference } };
};

/**
 * Whether a dispute has ended otherwise than its money events say: won, and no credit was seen; or lost, and no debit was seen
 * that stands. The books say what the final state says.
 */
const isContradictory = ({ facts, state }: TransactionView): boolean => {
  const isDebited = facts.has('debited') || facts.has('debitedAgain');
  const isCredited = facts.has('reversed');
  const isWon = facts.has('won') || facts.has('endedWon');
  const isLost = facts.has('lost') || facts.has('endedLost');
  if (state === 'Failure') return isWon && isDebited && !isCredited;
  return state === 'Success' && isLost && (!isDebited || (isCredited && !facts.has('debitedAgain')));
};
