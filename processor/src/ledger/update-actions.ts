import type { Payment, PaymentUpdateAction, Transaction } from '@commercetools/platform-sdk';
import type { Money } from './money.ts';
import {
  fieldsOf,
  markOf,
  sameMoney,
  type TransactionFields,
  type TransactionView,
} from './transaction-view.ts';

/** Key of the custom type that remembers a transaction's facts. */
export const TRANSACTION_TYPE_KEY = 'adyen-connector-transaction';

/** The update actions that turn the Payment as it is into the Payment as the views say. */
export const updateActions = (
  payment: Payment,
  views: readonly TransactionView[],
  interfaceId: string | undefined,
  amountPlanned: Money,
): PaymentUpdateAction[] => {
  const recorded = new Map(payment.transactions.map((transaction) => [transaction.id, transaction]));
  const actions: PaymentUpdateAction[] = [];
  if (interfaceId !== undefined && payment.interfaceId === undefined) {
    actions.push({ action: 'setInterfaceId', interfaceId });
  }
  if (!sameMoney(amountPlanned, payment.amountPlanned)) {
    actions.push({ action: 'changeAmountPlanned', amount: amountPlanned });
  }
  for (const view of views) {
    const transaction = view.id === undefined ? undefined : recorded.get(view.id);
    actions.push(...(transaction ? changes(transaction, view) : [addition(view)]));
  }
  return actions;
};

const addition = (view: TransactionView): PaymentUpdateAction => ({
  action: 'addTransaction',
  transaction: {
    type: view.type,
    amount: view.amount,
    state: view.state,
    ...(view.timestamp !== undefined && { timestamp: view.timestamp }),
    ...(view.interactionId !== undefined && {
      interactionId: view.interactionId,
      interfaceId: view.interactionId,
    }),
    custom: { type: { typeId: 'type', key: TRANSACTION_TYPE_KEY }, fields: fieldsToStore(view) },
  },
});

const changes = (transaction: Transaction, view: TransactionView): PaymentUpdateAction[] => {
  const transactionId = transaction.id;
  const actions: PaymentUpdateAction[] = [];
  if (view.interactionId !== undefined && transaction.interactionId !== view.interactionId) {
    actions.push({
      action: 'changeTransactionInteractionId',
      transactionId,
      interactionId: view.interactionId,
    });
  }
  if (view.interactionId !== undefined && transaction.interfaceId !== view.interactionId) {
    actions.push({ action: 'setTransactionInterfaceId', transactionId, interfaceId: view.interactionId });
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
  if (!view.learned) return [];
  const transactionId = transaction.id;
  const fields = fieldsToStore(view);
  if (!transaction.custom) {
    const type = { typeId: 'type', key: TRANSACTION_TYPE_KEY } as const;
    return [{ action: 'setTransactionCustomType', transactionId, type, fields }];
  }
  const stored = fieldsOf(transaction);
  return Object.entries(fields)
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

const fieldsToStore = (view: TransactionView): TransactionFields => ({
  ...view.fields,
  facts: [...view.facts].sort(),
});

/**
 * The same actions without what needs our custom type; `undefined` when they hold nothing of it. An intent is marked with the
 * digest that it would have remembered.
 */
export const withoutCustomFields = (
  actions: readonly PaymentUpdateAction[],
): PaymentUpdateAction[] | undefined => {
  const plain = actions.flatMap((action): PaymentUpdateAction[] => {
    if (action.action === 'setTransactionCustomType' || action.action === 'setTransactionCustomField')
      return [];
    if (action.action !== 'addTransaction' || !action.transaction.custom) return [action];
    const { custom, ...transaction } = action.transaction;
    const digest = (custom.fields as TransactionFields | undefined)?.requestDigest;
    const mark = digest === undefined ? {} : { interfaceId: markOf(digest) };
    return [{ ...action, transaction: { ...mark, ...transaction } }];
  });
  return JSON.stringify(plain) === JSON.stringify(actions) ? undefined : plain;
};
