import type { PaymentId } from '../identifiers.ts';
import { standing } from './authorised-amount.ts';
import { findDispute } from './disputes.ts';
import type { Entry } from './entry.ts';
import {
  isOpen,
  isUnanswered,
  remembersNothing,
  sameMoney,
  type TransactionView,
} from './transaction-view.ts';

type Views = readonly TransactionView[];

/**
 * The transaction that an entry speaks of; `undefined` where it is news of an operation that commercetools does not know
 * (started in Adyen's Customer Area, for example).
 *
 * Adyen's reference decides; before it is known, the transaction's own id and the reference sent to Adyen do.
 */
export const findTransaction = (
  views: Views,
  entry: Entry,
  paymentId: PaymentId,
): TransactionView | undefined => {
  const sameType = standing(views, entry.type);
  return (
    sameType.find((view) => view.interactionId !== undefined && view.interactionId === entry.pspReference) ??
    matchers[entry.type](sameType, entry, paymentId)
  );
};

type Matcher = (sameType: Views, entry: Entry, paymentId: PaymentId) => TransactionView | undefined;

// One Payment is one attempt: an authorisation that still waits for its end is the one that any news speaks of, also
// when Adyen's continuation got another pspReference than the attempt's first answer. News that may come under a reference
// of its own is about the only one there is.
const matchAuthorisation: Matcher = (sameType, entry) => {
  const { transactionId, pspReference, mayBeMisnamed } = entry;
  if (entry.isLaterTry) return undefined;
  const own = sameType.find(({ id }) => transactionId !== undefined && id === transactionId);
  if (pspReference === undefined) return own;
  // The response to an intent that was made anew meanwhile is the response to the one in its place: both have one key.
  const isMeant = (view: TransactionView): boolean => own === undefined || view === own;
  return (
    sameType.find((view) => (isOpen(view) || view.interactionId === undefined) && isMeant(view)) ??
    (mayBeMisnamed && sameType.length === 1 ? sameType[0] : undefined)
  );
};

const matchModification: Matcher = (sameType, entry, paymentId) => {
  const unanswered = sameType.filter(isUnanswered);
  const { transactionId, reference } = entry;
  const isSameAmount = (view: TransactionView): boolean =>
    entry.type === 'CancelAuthorization' || sameMoney(view.amount, entry.amount);
  if (transactionId !== undefined) {
    const own = sameType.find(({ id }) => id === transactionId);
    return own && (isUnanswered(own) ? own : unanswered.find((view) => areInterchangeable(view, own)));
  }
  const named = unanswered.filter(
    (view) => reference !== undefined && referencesOf(view).includes(reference),
  );
  // Several may go by the merchant's name for the order: then the amount tells which, and else nothing does.
  if (named.length > 0) return named.find(isSameAmount) ?? (named.length === 1 ? named[0] : undefined);
  // An earlier version could not remember the merchant's reference. What is made in the Customer Area has the payment's.
  const saysNothing = reference === undefined || reference === '' || reference === paymentId;
  return saysNothing ? undefined : unanswered.find((view) => remembersNothing(view) && isSameAmount(view));
};

/**
 * Two intents of the same amount under the same name of the merchant's. A notification that comes before the answers may be
 * taken for either's; the answers then belong to the other way round, and nobody can tell the difference.
 */
export const areInterchangeable = (one: TransactionView, other: TransactionView): boolean =>
  one.id !== other.id &&
  one.fields.reference !== undefined &&
  one.fields.reference === other.fields.reference &&
  sameMoney(one.amount, other.amount);

const referencesOf = (view: TransactionView): (string | undefined)[] => [view.id, view.fields.reference];

const matchers: Readonly<Record<Entry['type'], Matcher>> = {
  Authorization: matchAuthorisation,
  Charge: matchModification,
  Refund: matchModification,
  CancelAuthorization: matchModification,
  Chargeback: findDispute,
};
