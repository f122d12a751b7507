import { randomUUID } from 'node:crypto';

interface Custom {
  type: unknown;
  fields: Record<string, unknown>;
}

interface LeanTransaction {
  id: string;
  custom?: Custom;
  [field: string]: unknown;
}

/** As much of a Payment as an update needs. */
export interface LeanPayment {
  id: string;
  version: number;
  key?: string;
  interfaceId?: string;
  transactions: LeanTransaction[];
  [field: string]: unknown;
}

export interface LeanAction {
  action: string;
  transactionId?: string;
  [field: string]: unknown;
}

const centPrecision = (amount: object) => ({ ...amount, type: 'centPrecision', fractionDigits: 2 });

const newTransaction = (draft: Record<string, unknown>): LeanTransaction => ({
  ...draft,
  id: randomUUID(),
  amount: centPrecision(draft['amount'] as object),
});

export const newPayment = (draft: Record<string, unknown>): LeanPayment => {
  const now = new Date().toISOString();
  return {
    ...draft,
    id: randomUUID(),
    version: 1,
    createdAt: now,
    lastModifiedAt: now,
    amountPlanned: centPrecision(draft['amountPlanned'] as object),
    interfaceInteractions: [],
    paymentStatus: {},
    transactions: ((draft['transactions'] ?? []) as Record<string, unknown>[]).map(newTransaction),
  };
};

/** Actions that set the field of a transaction that they are named after. */
const setters: Readonly<Record<string, string>> = {
  changeTransactionState: 'state',
  changeTransactionInteractionId: 'interactionId',
  changeTransactionTimestamp: 'timestamp',
  setTransactionInterfaceId: 'interfaceId',
};

const changeTransaction = (transaction: LeanTransaction, action: LeanAction): void => {
  const field = setters[action.action];
  if (field !== undefined) transaction[field] = action[field];
  else if (action.action === 'setTransactionCustomType') {
    transaction.custom = { type: action['type'], fields: action['fields'] as Record<string, unknown> };
  } else if (action.action === 'setTransactionCustomField') {
    transaction.custom ??= { type: undefined, fields: {} };
    transaction.custom.fields[String(action['name'])] = action['value'];
  }
};

/** Applies update actions in place. What the connector does not send in the bench is left out. */
export const updatePayment = (payment: LeanPayment, actions: readonly LeanAction[]): void => {
  for (const action of actions) {
    const transaction = payment.transactions.find(({ id }) => id === action.transactionId);
    if (transaction) changeTransaction(transaction, action);
    else if (action.action === 'addTransaction') {
      payment.transactions.push(newTransaction(action['transaction'] as Record<string, unknown>));
    } else if (action.action === 'setInterfaceId') {
      payment.interfaceId = action['interfaceId'] as string;
    }
  }
  payment.version += 1;
};
