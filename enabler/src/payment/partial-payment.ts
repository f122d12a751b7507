import type { PaymentAnswer } from '../processor-client.ts';
import type { PartialPayment } from '../types.ts';
import { failedResults } from './attempt.ts';
import { fromAdyenAmount } from './money.ts';

/** What an answer says of a part of an order that leaves something to pay; `undefined` where it is about anything else. */
export function partialPaymentOf({
  paymentReference = '',
  resultCode = '',
  action,
  order,
}: PaymentAnswer): PartialPayment | undefined {
  const { remainingAmount, amount = remainingAmount } = order ?? {};
  if (!remainingAmount || !amount || remainingAmount.value <= 0) return undefined;
  if (action || failedResults.has(resultCode)) return undefined;
  const paid = { ...amount, value: amount.value - remainingAmount.value };
  return {
    paymentReference,
    paidAmount: fromAdyenAmount(paid),
    remainingAmount: fromAdyenAmount(remainingAmount),
  };
}
