import type { PaymentCancelRequest } from '@adyen/api-library/lib/src/typings/checkout/paymentCancelRequest';
import type { PaymentCaptureRequest } from '@adyen/api-library/lib/src/typings/checkout/paymentCaptureRequest';
import type { PaymentRefundRequest } from '@adyen/api-library/lib/src/typings/checkout/paymentRefundRequest';
import type { MerchantAccount, PspReference } from '../../identifiers.ts';
import { type Money, toAdyenAmount } from '../../ledger/money.ts';
import { methodOf } from '../../payment-methods/catalogue.ts';
import { applicationInfo } from '../application-info.ts';
import { compact, type Wire } from '../wire.ts';
import type { LineItemSource } from './cart-lines.ts';
import { lineItemsFor } from './line-items.ts';

export type CaptureRequest = Wire<PaymentCaptureRequest>;
export type RefundRequest = Wire<PaymentRefundRequest>;
export type CancelRequest = Wire<PaymentCancelRequest>;

interface Modification {
  merchantAccount: MerchantAccount;
  /** Comes back as `merchantReference` of the webhook, so it names the ct transaction that the intent was written to. */
  reference: string;
}

interface AmountModification extends Modification {
  /** In minor units by ISO 4217. */
  amount: Money;
  /** Adyen's type of the payment's method, e.g. `klarna`. */
  method: string | undefined;
  /** What the line items are made of; without it they are one line for the whole amount. */
  cart?: LineItemSource | undefined;
  locale?: string | undefined;
  /** The balance account that a capture is booked to. */
  splits?: CaptureRequest['splits'];
  /** Level 2 and 3 data of a capture. */
  enhancedSchemeData?: CaptureRequest['enhancedSchemeData'];
}

/**
 * Captures an authorised payment in whole or in part, with line items where the method wants them.
 * @throws UnrepresentableAmount where Adyen cannot express the amount
 */
export const buildCaptureRequest = (input: AmountModification): CaptureRequest =>
  compact({
    ...identity(input),
    amount: toAdyenAmount(input.amount),
    lineItems: lineItemsFor(input.method, { cart: input.cart, amount: input.amount, locale: input.locale }),
    splits: input.splits,
    enhancedSchemeData: input.enhancedSchemeData,
  });

/**
 * Refunds a captured payment in whole or in part. Some methods want to know which capture: others ignore it, so it is
 * sent for those only.
 * @param input `capturePspReference` is the pspReference of the capture that is refunded
 * @throws UnrepresentableAmount where Adyen cannot express the amount
 */
export const buildRefundRequest = (
  input: AmountModification & { capturePspReference?: PspReference | undefined },
): RefundRequest =>
  compact({
    ...buildCaptureRequest(input),
    capturePspReference: methodOf(input.method).refundNamesCapture ? input.capturePspReference : undefined,
  });

/** Cancels an authorisation of which nothing is captured. */
export const buildCancelRequest = (input: Modification): CancelRequest => identity(input);

const identity = ({ merchantAccount, reference }: Modification) => ({
  merchantAccount,
  reference,
  applicationInfo,
});
