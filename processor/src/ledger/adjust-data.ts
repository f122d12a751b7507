import { standing } from './authorised-amount.ts';
import type { AdjustData } from './entry.ts';
import type { TransactionFields } from './transaction-fields.ts';
import type { TransactionView } from './transaction-view.ts';

// With synchronous adjustments Adyen hands out data that the next amount update has to bring along, always the latest; where
// they are lost once, updates are asynchronous for good.
// Source: https://docs.adyen.com/online-payments/adjust-authorisation/adjust-with-preauth

/** Writes down the data for the next update. What comes with the authorisation itself never replaces an update's. */
export const recordAdjustData = (views: readonly TransactionView[], { data, update }: AdjustData): void => {
  const [view] = standing(views, 'Authorization');
  if (!view || (update === undefined && view.fields.adjustData !== undefined)) return;
  view.fields.adjustData = data;
  if (update) view.fields.adjustedWith = `${update.key} ${update.sent ?? ''}`;
  view.learned = true;
};

/**
 * The data that an update has to bring along. A repeat of the latest update brings what that one brought, since it is the same
 * request at Adyen.
 * @param key Adyen's idempotency key of the update
 */
export const adjustDataFor = (
  { adjustData, adjustedWith = '' }: Pick<TransactionFields, 'adjustData' | 'adjustedWith'>,
  key: string,
): string | undefined => {
  const [latest, ...sent] = adjustedWith.split(' ');
  return latest === key ? sent.join(' ') || undefined : adjustData;
};
