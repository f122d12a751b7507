import type { Entry } from './entry.ts';
import { isOpen, isUnanswered, sameMoney, type TransactionView } from './transaction-view.ts';

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
  paymentId: string,
): TransactionView | undefined => {
  const sameType = views.filter((view) => view.type === entry.type);
  return (
    sameType.find((view) => view.interactionId !== undefined && view.interactionId === entry.pspReference) ??
    matchers[entry.type](sameType, entry, paymentId)
  );
};

type Matcher = (sameType: Views, entry: Entry, paymentId: string) => TransactionView | undefined;

// One Payment is one attempt: an authorisation that still waits for its end is the one that any news speaks of, also
// when Adyen's continuation got another pspReference than the attempt's first answer.
const matchAuthorisation: Matcher = (sameType, { transactionId, pspReference }) =>
  pspReference === undefined
    ? sameType.find(({ id }) => id === transactionId)
    : sameType.find(
        (view) =>
          (isOpen(view) || view.interactionId === undefined) &&
          (transactionId === undefined || view.id === transactionId),
      );

const matchModification: Matcher = (sameType, entry, paymentId) => {
  const unanswered = sameType.filter(isUnanswered);
  const { transactionId } = entry;
  if (transactionId !== undefined) return unanswered.find(({ id }) => id === transactionId);
  const { reference } = entry;
  const named = unanswered.find((view) => reference !== undefined && referencesOf(view).includes(reference));
  if (named) return named;
  // A reference that names nothing in particular, or an intent that could not remember its own: the amount has to do.
  const saysNothing = reference === undefined || reference === '' || reference === paymentId;
  return unanswered.find(
    (view) =>
      (saysNothing || Object.keys(view.fields).length === 0) &&
      (entry.type === 'CancelAuthorization' || sameMoney(view.amount, entry.amount)),
  );
};

// Some dispute events come under a reference of their own, without the original one (CHARGEBACK_REVERSED,
// SECOND_CHARGEBACK, PREARBITRATION_*). With one dispute on the payment there is no doubt which is meant, and whichever
// of the events comes first, the dispute carries the reference of the one that opened it.
const matchDispute: Matcher = (sameType, entry) => {
  const [only, another] = sameType;
  if (!only || another) return undefined;
  return opensDispute(entry.fact) && isOpenedDispute(only) ? undefined : only;
};

const OPENING = ['announced', 'debited'];

export const opensDispute = (fact: string): boolean => OPENING.includes(fact);

// A stored dispute without remembered facts is taken for an opened one: another dispute must not vanish in it.
const isOpenedDispute = (view: TransactionView): boolean =>
  (view.id !== undefined && view.fields.facts === undefined) || [...view.facts].some(opensDispute);

const referencesOf = (view: TransactionView): (string | undefined)[] => [view.id, view.fields.reference];

const matchers: Readonly<Record<Entry['type'], Matcher>> = {
  Authorization: matchAuthorisation,
  Charge: matchModification,
  Refund: matchModification,
  CancelAuthorization: matchModification,
  Chargeback: matchDispute,
};
