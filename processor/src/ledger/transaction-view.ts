import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { toPspReference, transactionIdOf, type PspReference, type TransactionId } from '../identifiers.ts';
import { decodeFact } from './fact-codec.ts';
import { FactSet } from './fact-set.ts';
import type { Fact } from './fact.ts';
import type { Money } from './money.ts';
import { decodeIdentity, type RequestIdentity } from './request-identity.ts';
import {
  factBehind,
  stateOf,
  transactionTypes,
  type TransactionState,
  type TransactionType,
} from './rules.ts';
import { fieldsOf, type PlainFields, type RememberedRequest } from './transaction-fields.ts';

/**
 * What earlier versions wrote into the `interfaceId` of an intent that could not remember its request in custom fields,
 * until Adyen had answered it: `intent-<requestDigest>.<transaction type>.<payment id>`. Nothing writes it any more.
 */
const MARK = 'intent-';

export const isMark = (interfaceId: string | undefined): interfaceId is string =>
  interfaceId?.startsWith(MARK) === true;

const digestOfMark = (mark: string): string => mark.slice(MARK.length).split('.', 1)[0] ?? '';

/** A transaction while entries are applied to it. */
export interface TransactionView {
  /** Absent while the transaction is not yet in commercetools. */
  readonly id?: TransactionId;
  readonly type: TransactionType;
  readonly amount: Money;
  state: TransactionState;
  interactionId: PspReference | undefined;
  timestamp: string | undefined;
  readonly facts: FactSet;
  readonly fields: PlainFields;
  /** The names of the custom fields that commercetools holds of it. */
  readonly stored: readonly string[];
  /** The digest of what an attempt is about, so that its key is not used for another one. */
  readonly contentDigest: string | undefined;
  /** Whose request a modification is, as far as it is remembered: by the custom fields, or by the mark of an earlier version. */
  readonly identity: RequestIdentity | undefined;
  /** Whether it goes by the reference of a gift card order, which the transactions of several Payments do. */
  readonly isOfOrder?: boolean;
  /** Whether an entry taught it something that has to be stored. */
  learned: boolean;
}

const viewOf = (transaction: Transaction): TransactionView => {
  const stored = fieldsOf(transaction);
  const { facts: texts = [], requestDigest, ...fields } = stored;
  const type = transaction.type as TransactionType;
  const state = transaction.state as TransactionState;
  const facts = new FactSet(texts.map(decodeFact));
  const { interfaceId } = transaction;
  const mark = isMark(interfaceId) ? interfaceId : undefined;
  const reference = transaction.interactionId ?? (mark === undefined ? interfaceId : undefined);
  // What is remembered need not explain the state: another connector's transaction, or one of an earlier version that could
  // not store facts.
  if (facts.size === 0 || stateOf(type, facts) !== state) facts.add({ name: factBehind(type, state) });
  return {
    id: transactionIdOf(transaction),
    type,
    amount: { centAmount: transaction.amount.centAmount, currencyCode: transaction.amount.currencyCode },
    state,
    interactionId: reference === undefined ? undefined : toPspReference(reference),
    timestamp: transaction.timestamp,
    facts,
    fields,
    stored: Object.keys(stored),
    ...rememberedRequest(type, requestDigest ?? (mark === undefined ? undefined : digestOfMark(mark))),
    learned: false,
  };
};

/** Reads the one custom field that serves attempts and modifications. */
const rememberedRequest = (
  type: TransactionType,
  requestDigest: string | undefined,
): Pick<TransactionView, 'contentDigest' | 'identity'> =>
  type === 'Authorization' || requestDigest === undefined
    ? { contentDigest: requestDigest, identity: undefined }
    : { contentDigest: undefined, identity: decodeIdentity(requestDigest) };

/** The Payment's transactions of the types that the ledger has rules for. */
export const viewsOf = (payment: Payment): TransactionView[] =>
  payment.transactions
    .filter(({ type }) => (transactionTypes as readonly string[]).includes(type))
    .map(viewOf);

/** Whether nothing could be remembered of it: another connector wrote it, or an earlier version without our custom type. */
export const remembersNothing = ({ stored }: Pick<TransactionView, 'stored'>): boolean => stored.length === 0;

/** Nothing final is known: written before Adyen was called, or waiting for the shopper. */
export const isOpen = (view: TransactionView): boolean => view.state === 'Initial';

/** The intent was written, and Adyen's answer to it is not known. Some answers that ask for an action carry no reference. */
export const isUnanswered = (view: TransactionView): boolean =>
  isOpen(view) && view.interactionId === undefined && !view.facts.has('action');

export const sameMoney = (a: Money, b: Money): boolean =>
  a.centAmount === b.centAmount && a.currencyCode === b.currencyCode;

/** Adds a fact or a note and reads the state anew. */
export const learn = (view: TransactionView, fact: Fact): void => {
  if (!view.facts.add(fact)) return;
  view.state = stateOf(view.type, view.facts);
  view.learned = true;
};

/** Takes a fact back that turned out to be another transaction's. */
export const forget = (view: TransactionView, fact: Fact): void => {
  if (!view.facts.delete(fact)) return;
  view.state = stateOf(view.type, view.facts);
  view.learned = true;
};

/** A transaction that commercetools does not have yet. */
export const addView = (
  views: TransactionView[],
  given: Pick<TransactionView, 'type' | 'amount' | 'interactionId' | 'isOfOrder'> & RememberedRequest,
): TransactionView => {
  const view: TransactionView = {
    contentDigest: undefined,
    identity: undefined,
    ...given,
    state: 'Initial',
    timestamp: undefined,
    facts: new FactSet(),
    fields: {},
    stored: [],
    learned: true,
  };
  views.push(view);
  return view;
};
