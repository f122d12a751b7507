import type { PaymentUpdateAction } from '@commercetools/platform-sdk';
import type { TransactionFields } from './transaction-fields.ts';

/**
 * The same actions as an earlier version wrote them where the project had no custom type for transactions: without custom
 * fields, and with an intent's `requestDigest` as a mark in its `interfaceId`.
 */
export const asEarlierVersions = (
  paymentId: string,
  actions: readonly PaymentUpdateAction[],
): PaymentUpdateAction[] =>
  actions.flatMap((action): PaymentUpdateAction[] => {
    if (action.action === 'setTransactionCustomType' || action.action === 'setTransactionCustomField') {
      return [];
    }
    if (action.action !== 'addTransaction' || !action.transaction.custom) return [action];
    const { custom, ...transaction } = action.transaction;
    const digest = (custom.fields as TransactionFields | undefined)?.requestDigest;
    const mark =
      digest === undefined ? {} : { interfaceId: `intent-${digest}.${transaction.type}.${paymentId}` };
    return [{ ...action, transaction: { ...mark, ...transaction } }];
  });
