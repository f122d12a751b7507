import type { _Money, Payment, PaymentUpdateAction, Transaction } from '@commercetools/platform-sdk';
import { paymentId } from '../test-support/identifiers.ts';
import { isoDigits, type Money } from './money.ts';
import { derivedNames, storedName, type FieldName } from './transaction-fields.ts';

// A Payment as commercetools would hold it, for the ledger's own tests: what the update actions do, and nothing else.

const centPrecision = ({ centAmount = 0, currencyCode }: Pick<_Money, 'centAmount' | 'currencyCode'>) => ({
  type: 'centPrecision' as const,
  centAmount,
  currencyCode,
  fractionDigits: isoDigits(currencyCode),
});

export const PAYMENT_ID = paymentId('5b4f0c9e-0d0c-4c4b-8c6e-1f0e6f0a7b01');

export const paymentOf = (amount: Money, transactions: Partial<Transaction>[] = []): Payment => ({
  id: PAYMENT_ID,
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  lastModifiedAt: '2026-01-01T00:00:00.000Z',
  amountPlanned: centPrecision(amount),
  paymentMethodInfo: { paymentInterface: 'checkout-adyen', method: 'scheme' },
  paymentStatus: {},
  interfaceInteractions: [],
  transactions: transactions.map((transaction, index) => ({
    id: `transaction-${index}`,
    type: 'Authorization',
    state: 'Initial',
    amount: centPrecision(amount),
    ...transaction,
  })),
});

/** commercetools removes a field that is set to nothing. */
const present = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The fields of earlier versions under their bare names, as a project has them that such a version was deployed to. */
const asStored = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      (derivedNames as readonly string[]).includes(name) ? storedName(name as FieldName) : name,
      value,
    ]),
  );

/** Applies update actions; throws on one that the ledger should not use, or that commercetools would refuse. */
export const applyActions = (payment: Payment, actions: readonly PaymentUpdateAction[]): Payment => {
  const version = payment.version + (actions.length > 0 ? 1 : 0);
  const after = actions.reduce(applyAction, { ...payment, version });
  const taken = after.transactions.flatMap(({ interfaceId }) => interfaceId ?? []);
  if (new Set(taken).size < taken.length) throw new Error('a duplicate interfaceId of a transaction');
  return after;
};

const applyAction = (payment: Payment, action: PaymentUpdateAction): Payment => {
  const change = (id: string, with_: (transaction: Transaction) => Partial<Transaction>): Payment => ({
    ...payment,
    transactions: payment.transactions.map((transaction) =>
      transaction.id === id ? { ...transaction, ...with_(transaction) } : transaction,
    ),
  });
  switch (action.action) {
    case 'setInterfaceId': {
      if (payment.interfaceId !== undefined) throw new Error('interfaceId cannot be changed');
      return { ...payment, interfaceId: action.interfaceId };
    }
    case 'changeAmountPlanned':
      return { ...payment, amountPlanned: centPrecision(action.amount) };
    case 'addTransaction': {
      const { custom, amount, ...draft } = action.transaction;
      // Each history here has a few. A ledger that adds what it knows would double them with every entry.
      if (payment.transactions.length > 100) throw new Error('a Payment that only grows');
      const transaction: Transaction = {
        ...draft,
        id: `transaction-${payment.transactions.length}`,
        state: draft.state ?? 'Initial',
        amount: centPrecision(amount),
        ...(custom && {
          custom: { type: { typeId: 'type', id: 'type' }, fields: asStored(custom.fields ?? {}) },
        }),
      };
      return { ...payment, transactions: [...payment.transactions, transaction] };
    }
    case 'changeTransactionState':
      return change(action.transactionId, () => ({ state: action.state }));
    case 'changeTransactionInteractionId':
      return change(action.transactionId, () => ({ interactionId: action.interactionId }));
    case 'setTransactionInterfaceId': {
      const { interfaceId } = action;
      const transactions = payment.transactions.map((transaction) => {
        if (transaction.id !== action.transactionId) return transaction;
        const { interfaceId: _before, ...rest } = transaction;
        return interfaceId === undefined ? rest : { ...rest, interfaceId };
      });
      return { ...payment, transactions };
    }
    case 'changeTransactionTimestamp':
      return change(action.transactionId, () => ({ timestamp: action.timestamp }));
    case 'setTransactionCustomType':
      return change(action.transactionId, () => ({
        custom: { type: { typeId: 'type', id: 'type' }, fields: asStored(action.fields ?? {}) },
      }));
    case 'setTransactionCustomField':
      return change(action.transactionId, ({ custom }) => ({
        custom: {
          type: { typeId: 'type', id: 'type' },
          fields: present({ ...custom?.fields, ...asStored({ [action.name]: action.value as unknown }) }),
        },
      }));
    default:
      throw new Error(`The ledger should not use ${action.action}.`);
  }
};

/**
 * What a Payment says, regardless of the order of its transactions and of ids, dates and reasons. Of several transactions
 * with one reference the first has it as its `interfaceId`: that says nothing, and depends on the order.
 */
const without =
  (isLeftOut: (transaction: Transaction, facts: readonly string[]) => boolean) =>
  (payment: Payment): Payment => ({
    ...payment,
    transactions: payment.transactions.filter(
      (transaction) => !isLeftOut(transaction, (transaction.custom?.fields['facts'] ?? []) as string[]),
    ),
  });

/** Without disputes of an amount that turned out to be another one. */
export const withoutReplaced = without(
  ({ type }, facts) => type === 'Chargeback' && facts.includes('replaced'),
);

/** Without the transactions that count for nothing since others took their place: which there are depends on the order. */
export const withoutSuperseded = without((_, facts) => facts.includes('superseded'));

export const essence = (payment: Payment): unknown => ({
  amountPlanned: payment.amountPlanned.centAmount,
  interfaceId: payment.interfaceId,
  transactions: payment.transactions
    .map(({ type, state, amount, interactionId }) =>
      [type, interactionId ?? '', state, amount.centAmount].join(' '),
    )
    .sort(),
});
