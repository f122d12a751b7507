import type { MerchantAccount } from '../../identifiers.ts';
import { type Money, toAdyenAmount } from '../../ledger/money.ts';
import type { AdyenAmount } from '../../ledger/money.ts';
import { withKnownCardFields } from './card-fields.ts';
import type { PaymentMethodData } from './shopper-input.ts';

/** The body of `/paymentMethods/balance`. */
export interface BalanceRequest {
  merchantAccount: MerchantAccount;
  amount: AdyenAmount;
  paymentMethod: PaymentMethodData;
}

/**
 * Asks what a gift card holds.
 * @param input `amount` is what is to be paid, in minor units by ISO 4217
 */
export const buildBalanceRequest = (input: {
  merchantAccount: MerchantAccount;
  amount: Money;
  paymentMethod: PaymentMethodData;
}): BalanceRequest => ({
  merchantAccount: input.merchantAccount,
  amount: toAdyenAmount(input.amount),
  paymentMethod: withKnownCardFields(input.paymentMethod),
});
