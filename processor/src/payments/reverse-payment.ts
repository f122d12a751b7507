import type { Payment } from '@commercetools/platform-sdk';
import { invalidOperation } from '../errors.ts';
import { balanceOf } from '../ledger/balance.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import { modifyPayment, type Caller, type ModificationOutcome } from './modify-payment.ts';
import type { ModificationRequest } from './modifications.ts';
import type { PaymentDependencies } from './dependencies.ts';

/**
 * Gives the shopper everything back: refunds what is captured, else cancels the authorisation.
 * @throws Fault 400 when there is nothing to give back, and what `modifyPayment` throws
 */
export const reversePayment = (
  deps: PaymentDependencies,
  payment: Payment,
  merchantReference: string | undefined,
  caller: Caller,
): Promise<ModificationOutcome> => modifyPayment(deps, payment, reversal(payment, merchantReference), caller);

/** The modification that undoes a payment. When all of it is done or under way, its last refund: a repeat may mean that one. */
const reversal = (payment: Payment, merchantReference: string | undefined): ModificationRequest => {
  const { captured, capturePending, refundable, authorised, currencyCode } = balanceOf(payment);
  if (captured + capturePending > 0) {
    const lastRefund = viewsOf(payment).findLast(
      ({ type, state }) => type === 'Refund' && state !== 'Failure',
    );
    const centAmount = refundable > 0 ? refundable : (lastRefund?.amount.centAmount ?? 0);
    if (centAmount === 0) throw invalidOperation('Nothing can be refunded: 0 remains.');
    return { kind: 'refund', amount: { centAmount, currencyCode }, merchantReference };
  }
  if (authorised <= 0) throw invalidOperation('There is nothing to reverse: 0 is authorised.');
  return { kind: 'cancel', amount: { centAmount: authorised, currencyCode }, merchantReference };
};
