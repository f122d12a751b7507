import { fromAdyenAmount, UnrepresentableAmount, type AdyenAmount, type Money } from '../ledger/money.ts';

/** An amount of Adyen's as commercetools holds it; `undefined` where it has a fraction that ISO 4217's minor unit has not. */
export const readAmount = (amount: AdyenAmount): Money | undefined => {
  try {
    return fromAdyenAmount(amount);
  } catch (error) {
    if (error instanceof UnrepresentableAmount) return undefined;
    throw error;
  }
};

/**
 * `additionalData.authorisedAmountValue` and `authorisedAmountCurrency`: what was really authorised, where Adyen says so. In
 * Adyen's minor units, as texts.
 */
export const readAuthorisedAmount = (
  value: string | undefined,
  currency: string | undefined,
): Money | undefined =>
  value !== undefined && currency !== undefined && /^\d{1,15}$/.test(value)
    ? readAmount({ value: Number(value), currency: currency.toUpperCase() })
    : undefined;
