import type { Payment, PaymentUpdateAction, Transaction } from '@commercetools/platform-sdk';
import type { PspReference } from '../identifiers.ts';
import { assessmentOf } from './record-assessment.ts';
import type { Money } from './money.ts';
import { derivedNames, encodeFields, fieldsOf, type TransactionFields } from './transaction-fields.ts';
import { isMark, sameMoney, type TransactionView } from './transaction-view.ts';

/** Key of the custom type that remembers a transaction's facts. */
export const TRANSACTION_TYPE_KEY = 'adyen-connector-transaction';

/** The update actions that turn the Payment as it is into the Payment as the views say. */
export const updateActions = (
  payment: Payment,
  views: readonly TransactionView[],
  interfaceId: PspReference | undefined,
  amountPlanned: Money,
): PaymentUpdateAction[] => {
  const recorded = new Map(payment.transactions.map((transaction) => [transaction.id, transaction]));
  const claim = interfaceIdClaims(payment);
  const actions: PaymentUpdateAction[] = [];
  if (interfaceId !== undefined && payment.interfaceId === undefined) {
    actions.push({ action: 'setInterfaceId', interfaceId });
  }
  if (!sameMoney(amountPlanned, payment.amountPlanned)) {
    actions.push({ action: 'changeAmountPlanned', amount: amountPlanned });
  }
  for (const view of views) {
    const transaction = view.id === undefined ? undefined : recorded.get(view.id);
    actions.push(...(transaction ? changes(transaction, view, claim) : [addition(view, claim)]));
  }
  return actions;
};

/** Claims a reference as the `interfaceId` of a transaction; `undefined` where another transaction has it. */
type ClaimInterfaceId = (view: TransactionView) => PspReference | undefined;

/**
 * commercetools takes an `interfaceId` on one transaction only, of all that a project has. Several transactions may go by one
 * reference of Adyen's (a charge that is made by its authorisation, an expired rest), so the first of a Payment has it. What
 * follows from a gift card order goes by the order's reference on several Payments, and never has it. Every transaction has
 * the reference as its `interactionId`, which is what lookups use.
 */
const interfaceIdClaims = (payment: Payment): ClaimInterfaceId => {
  const taken = new Set(payment.transactions.map(({ interfaceId }) => interfaceId));
  return ({ interactionId, isOfOrder, facts }) => {
    const never = isOfOrder === true || facts.has('replaced');
    if (interactionId === undefined || never || taken.has(interactionId)) return undefined;
    taken.add(interactionId);
    return interactionId;
  };
};

const optionalInterfaceId = (interfaceId: PspReference | undefined) =>
  interfaceId === undefined ? {} : { interfaceId };

const addition = (view: TransactionView, claim: ClaimInterfaceId): PaymentUpdateAction => ({
  action: 'addTransaction',
  transaction: {
    type: view.type,
    amount: view.amount,
    state: view.state,
    ...(view.timestamp !== undefined && { timestamp: view.timestamp }),
    ...(view.interactionId !== undefined && { interactionId: view.interactionId }),
    ...optionalInterfaceId(claim(view)),
    custom: { type: { typeId: 'type', key: TRANSACTION_TYPE_KEY }, fields: fieldsToStore(view) },
  },
});

const changes = (
  transaction: Transaction,
  view: TransactionView,
  claim: ClaimInterfaceId,
): PaymentUpdateAction[] => {
  const transactionId = transaction.id;
  const actions: PaymentUpdateAction[] = [];
  if (view.interactionId !== undefined && transaction.interactionId !== view.interactionId) {
    actions.push({
      action: 'changeTransactionInteractionId',
      transactionId,
      interactionId: view.interactionId,
    });
    const interfaceId = claim(view);
    // An earlier version's mark gives way to Adyen's reference, also where that is another transaction's.
    if (interfaceId !== undefined || isMark(transaction.interfaceId)) {
      actions.push({
        action: 'setTransactionInterfaceId',
        transactionId,
        ...optionalInterfaceId(interfaceId),
      });
    }
  }
  if (view.state !== transaction.state) {
    actions.push({ action: 'changeTransactionState', transactionId, state: view.state });
  }
  if (
    view.timestamp !== undefined &&
    view.timestamp !== transaction.timestamp &&
    view.state !== transaction.state
  ) {
    actions.push({ action: 'changeTransactionTimestamp', transactionId, timestamp: view.timestamp });
  }
  return [...actions, ...customChanges(transaction, view)];
};

const customChanges = (transaction: Transaction, view: TransactionView): PaymentUpdateAction[] => {
  if (!view.learned || isForeign(transaction)) return [];
  const transactionId = transaction.id;
  const fields = fieldsToStore(view);
  if (!transaction.custom) {
    const type = { typeId: 'type', key: TRANSACTION_TYPE_KEY } as const;
    return [{ action: 'setTransactionCustomType', transactionId, type, fields }];
  }
  const stored = fieldsOf(transaction);
  const ended = derivedNames.filter((name) => stored[name] !== undefined && fields[name] === undefined);
  return [...Object.entries(fields), ...ended.map((name) => [name, undefined] as const)]
    .filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(stored[name as keyof TransactionFields]),
    )
    .map(([name, value]) => ({
      action: 'setTransactionCustomField',
      transactionId,
      name,
      value: value as unknown,
    }));
};

/** It carries another connector's custom type, which it keeps: its facts are implied by its state. */
const isForeign = (transaction: Transaction): boolean =>
  transaction.custom !== undefined && fieldsOf(transaction).facts === undefined;

/** An intent that an earlier version marked with its request remembers it in its fields from now on. */
const fieldsToStore = (view: TransactionView): TransactionFields => {
  const { fields, contentDigest, identity, facts } = view;
  return encodeFields({ ...fields, ...assessmentOf(view), contentDigest, identity, facts });
};

/** The same actions without `interfaceId`s, for when another resource has one of them; `undefined` when they set none. */
export const withoutInterfaceIds = (
  actions: readonly PaymentUpdateAction[],
): PaymentUpdateAction[] | undefined => {
  const plain = actions.flatMap((action): PaymentUpdateAction[] => {
    if (action.action === 'setInterfaceId') return [];
    if (action.action === 'setTransactionInterfaceId') {
      return [{ action: action.action, transactionId: action.transactionId }];
    }
    if (action.action !== 'addTransaction') return [action];
    const { interfaceId: _taken, ...transaction } = action.transaction;
    return [{ ...action, transaction }];
  });
  return JSON.stringify(plain) === JSON.stringify(actions) ? undefined : plain;
};
