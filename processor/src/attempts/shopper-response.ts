import type { RefusalReason } from '../adyen/refusals.ts';
import type { OrderAnswer, PaymentAnswer } from '../adyen/responses.ts';
import { outcomeOf, refusalReasonOf } from '../adyen/results.ts';
import { compact } from '../adyen/wire.ts';
import type { PaymentId } from '../identifiers.ts';
import type { Money } from '../ledger/money.ts';

/** What the browser learns of an attempt (docs/api.md, `POST /payments`). */
export interface ShopperResponse {
  paymentReference: PaymentId;
  resultCode: string;
  action?: Record<string, unknown>;
  order?: OrderAnswer;
  refusalReason?: RefusalReason;
  merchantReturnUrl?: string;
  /** What the cart still owes, in minor units by ISO 4217: the shopper pays on instead of returning to the merchant. */
  remainingAmount?: Money;
}

/** Whether an order that is paid in parts still misses some of its amount. */
const isIncomplete = (order: OrderAnswer | undefined): boolean => (order?.remainingAmount?.value ?? 0) > 0;

/** Whether nothing is left to do for the shopper: paid, or accepted and only to be waited for, or a voucher to keep. */
const isDone = ({ resultCode, action, order }: PaymentAnswer): boolean => {
  if (isIncomplete(order)) return false;
  if (resultCode === 'PresentToShopper') return true;
  const outcome = outcomeOf(resultCode);
  return (outcome === 'authorised' || outcome === 'pending') && action === undefined;
};

/**
 * The browser's response: the payment's reference, the result, what the shopper has to do next, and nothing else of
 * Adyen's. `merchantReturnUrl` is passed on as soon as the shopper is done.
 */
export const shopperResponse = (given: {
  paymentReference: PaymentId;
  answer: PaymentAnswer;
  merchantReturnUrl?: string | undefined;
  /** What the cart owes when this payment is done. */
  remainingAmount?: Money | undefined;
}): ShopperResponse => {
  const { answer } = given;
  const outcome = outcomeOf(answer.resultCode);
  const hasPaid = outcome === 'authorised' || (outcome === 'pending' && isDone(answer));
  const remainingAmount = hasPaid ? given.remainingAmount : undefined;
  const mayReturn = isDone(answer) && remainingAmount === undefined;
  return compact({
    paymentReference: given.paymentReference,
    resultCode: answer.resultCode,
    action: answer.action,
    order: answer.order,
    refusalReason: refusalReasonOf(answer),
    merchantReturnUrl: mayReturn ? given.merchantReturnUrl : undefined,
    remainingAmount,
  });
};
