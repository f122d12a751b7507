import type { TransactionId } from '../identifiers.ts';
import type { TransactionView } from '../ledger/transaction-view.ts';

/** How long another process has to answer the caller of an intent before the intent counts as cut off; milliseconds. */
const PATIENCE_MS = 3_000;

/** Whether an intent of another process was cut off. */
export type IsCutOff = (view: TransactionView) => boolean;

/** Counts from when an intent was written, or from when it was first seen where clocks differ. */
export const createPatience = (now: () => Date): IsCutOff => {
  const seen = new Map<TransactionId | undefined, number>();
  return ({ id, timestamp }) => {
    const at = now().getTime();
    const first = seen.get(id) ?? at;
    seen.set(id, first);
    const written = Date.parse(timestamp ?? '');
    return Number.isNaN(written) || at - Math.min(first, written) >= PATIENCE_MS;
  };
};
