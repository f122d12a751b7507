import { invalidOperation } from '../errors.ts';
import { toAdyenAmount, UnrepresentableAmount, type Money } from '../ledger/money.ts';

/** @throws Fault 400 when Adyen cannot express the amount, e.g. a fraction of IDR; the message names the currency */
export const assertRepresentable = (amount: Money): void => {
  try {
    toAdyenAmount(amount);
  } catch (error) {
    if (error instanceof UnrepresentableAmount) throw invalidOperation(error.message);
    throw error;
  }
};
