import type { PaymentAnswer } from '../processor-client.ts';
import type { CentAmount, PartialPayment } from '../types.ts';
import { fromAdyenAmount, withDigits } from './money.ts';
import { failedResults } from './result-codes.ts';

/** What an answer says of a part of an order that leaves something to pay; `undefined` where it is about anything else. */
export function partialPaymentOf(answer: PaymentAnswer): PartialPayment | undefined {
  const { paymentReference = '', order } = answer;
  const { remainingAmount, amount = remainingAmount } = order ?? {};
  if (!remainingAmount || !amount || remainingAmount.value <= 0 || !isDone(answer)) return undefined;
  const paid = { ...amount, value: amount.value - remainingAmount.value };
  return {
    paymentReference,
    paidAmount: fromAdyenAmount(paid),
    remainingAmount: answer.remainingAmount
      ? withDigits(answer.remainingAmount)
      : fromAdyenAmount(remainingAmount),
  };
}

/**
 * What the cart owes after a payment that is done, without an order that goes on: Adyen has authorised less than was asked for,
 * or the cart has grown meanwhile. `undefined` where nothing is left, or the payment is not done.
 */
export function remainingAfter(answer: PaymentAnswer): CentAmount | undefined {
  const { remainingAmount } = answer;
  if (!remainingAmount || remainingAmount.centAmount <= 0 || !isDone(answer)) return undefined;
  return withDigits(remainingAmount);
}

const isDone = ({ action, resultCode = '' }: PaymentAnswer): boolean =>
  action === undefined && !failedResults.has(resultCode);
