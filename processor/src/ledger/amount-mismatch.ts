import type { Entry } from './entry.ts';
import { formatMoney, type Money } from './money.ts';
import { latestAdjustment } from './notes.ts';
import { sameMoney, type TransactionView } from './transaction-view.ts';

/** Something about an entry that an operator must see although it was applied. */
export interface Notice {
  readonly code: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
}

/** The notice that an entry names an amount that nobody expects of the transaction. */
export const amountMismatch = (
  view: TransactionView,
  entry: Entry,
  amountPlanned: Money,
): Notice | undefined => {
  const adjusted = latestAdjustment(view.facts.named('adjusted')) ?? view.amount;
  // Of an authorisation also what PayPal's order was changed to.
  const planned = view.type === 'Authorization' ? [amountPlanned] : [];
  const isExpected = [view.amount, adjusted, ...planned].some((amount) => sameMoney(amount, entry.amount));
  if (entry.amountMayDiffer || isExpected) return undefined;
  return {
    code: 'AmountMismatch',
    message: `Adyen reports ${formatMoney(entry.amount)} for a ${view.type} of ${formatMoney(adjusted)}.`,
    fields: { transactionId: view.id, pspReference: entry.pspReference },
  };
};
