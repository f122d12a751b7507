import type { Payment } from '@commercetools/platform-sdk';
import { invalidOperation } from '../errors.ts';
import type { IdempotencyKey } from '../identifiers.ts';
import { balanceOf } from '../ledger/balance.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { findOwnIntent } from './intent-store.ts';
import { identityOfKey, reversalKey } from './key-identity.ts';
import { modifyPayment, type Caller } from './modify-payment.ts';
import type { ModificationRequest } from './rules.ts';
import type { ModificationOutcome } from './send-intent.ts';

/**
 * Gives the shopper everything back: refunds what is captured, else cancels the authorisation. With a key, what the key has
 * begun is gone on with, whatever was captured since.
 * @throws Fault 400 when there is nothing to give back, and what `modifyPayment` throws
 */
export const reversePayment = async (
  deps: PaymentDependencies,
  payment: Payment,
  merchantReference: string | undefined,
  caller: Caller,
): Promise<ModificationOutcome> => {
  const { idempotencyKey } = caller;
  const key = idempotencyKey === undefined ? undefined : reversalKey(idempotencyKey);
  const begun = key === undefined ? undefined : await begunBy(deps, payment, key);
  const request = begun ?? reversalOf(payment);
  return modifyPayment(deps, payment, { ...request, merchantReference }, { ...caller, idempotencyKey: key });
};

export type Reversal = Pick<ModificationRequest, 'kind' | 'amount'>;

/** What a key has begun already. */
const begunBy = async (
  deps: PaymentDependencies,
  payment: Payment,
  key: IdempotencyKey,
): Promise<Reversal | undefined> => {
  const identity = identityOfKey(key);
  for (const kind of ['refund', 'cancel'] as const) {
    const own = await findOwnIntent(deps, payment, { kind, identity });
    if (own) return { kind, amount: own.amount };
  }
  return undefined;
};

/** What of a payment can be reversed and is not being reversed yet: a refund of what is captured, else a cancellation. */
export const outstandingReversal = (payment: Payment): Reversal | undefined => {
  const { captured, capturePending, refundable, authorised, cancelling, currencyCode } = balanceOf(payment);
  if (captured + capturePending > 0) {
    return refundable > 0 ? { kind: 'refund', amount: { centAmount: refundable, currencyCode } } : undefined;
  }
  return authorised > 0 && !cancelling
    ? { kind: 'cancel', amount: { centAmount: authorised, currencyCode } }
    : undefined;
};

/** The modification that undoes a payment. When all of it is done or under way, its last refund: a repeat may mean that one. */
const reversalOf = (payment: Payment): Reversal => {
  const outstanding = outstandingReversal(payment);
  if (outstanding) return outstanding;
  const { captured, capturePending, authorised, currencyCode } = balanceOf(payment);
  const remaining = { remainingCentAmount: 0, currencyCode };
  if (captured + capturePending > 0) {
    const lastRefund = viewsOf(payment).findLast(
      ({ type, state }) => type === 'Refund' && state !== 'Failure',
    );
    const centAmount = lastRefund?.amount.centAmount ?? 0;
    if (centAmount === 0) throw invalidOperation('Nothing can be refunded: 0 remains.', remaining);
    return { kind: 'refund', amount: { centAmount, currencyCode } };
  }
  if (authorised <= 0) throw invalidOperation('There is nothing to reverse: 0 is authorised.', remaining);
  return { kind: 'cancel', amount: { centAmount: authorised, currencyCode } };
};
