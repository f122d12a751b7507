import type { Payment } from '@commercetools/platform-sdk';
import type { IdempotencyKey } from '../identifiers.ts';
import { isUnanswered, viewsOf, type TransactionView } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { findOwnIntent } from './intent-store.ts';
import { identityOfKey, reversalKey } from './key-identity.ts';
import type { Reversal } from './reverse-payment.ts';

const HOUR_MS = 60 * 60 * 1000;

/** One try to reverse a double payment. */
interface Try extends Reversal {
  readonly view: TransactionView;
}

/** The tries so far, in the order in which they were made. */
export interface Tries {
  /** A try whose answer was lost: it goes on under its own key. */
  readonly unanswered: Try | undefined;
  readonly failed: readonly Try[];
  /** The key of the one whose answer was lost, else of the next one. */
  readonly nextKey: IdempotencyKey;
}

/**
 * The key binds a try to the payment and to its number, so that instances that decide at once make one try of it. The first
 * one's is that of earlier versions.
 */
const keyOfTry = (payment: Payment, number: number): IdempotencyKey =>
  reversalKey(`duplicate-${payment.id}${number === 0 ? '' : `-${number}`}`);

/** @throws Fault 502 or 503 when commercetools cannot be used */
export const triesOf = async (deps: PaymentDependencies, payment: Payment): Promise<Tries> => {
  const failed: Try[] = [];
  for (let number = 0; ; number += 1) {
    const key = keyOfTry(payment, number);
    const made = await findTry(deps, payment, key);
    if (!made) return { unanswered: undefined, failed, nextKey: key };
    if (isUnanswered(made.view)) return { unanswered: made, failed, nextKey: key };
    if (made.view.state === 'Failure') failed.push(made);
  }
};

const findTry = async (
  deps: PaymentDependencies,
  payment: Payment,
  key: IdempotencyKey,
): Promise<Try | undefined> => {
  const identity = identityOfKey(key);
  for (const kind of ['refund', 'cancel'] as const) {
    const view = await findOwnIntent(deps, payment, { kind, identity });
    if (view) return { kind, amount: view.amount, view };
  }
  return undefined;
};

/** When a failed try may be followed by one of the same kind: an hour later, then two, four and so on. Milliseconds. */
export const nextTryAt = (failed: readonly Try[], kind: Try['kind']): number => {
  const same = failed.filter((made) => made.kind === kind);
  const last = same.at(-1)?.view.timestamp;
  return last === undefined ? 0 : Date.parse(last) + HOUR_MS * 2 ** (same.length - 1);
};

/** Whether anything about its reversals may be open: cheap, and true of few payments. */
export const mayHaveOpenTries = (payment: Payment): boolean =>
  viewsOf(payment).some(
    (view) =>
      (view.type === 'CancelAuthorization' || view.type === 'Refund') &&
      (view.state === 'Failure' || isUnanswered(view)),
  );
