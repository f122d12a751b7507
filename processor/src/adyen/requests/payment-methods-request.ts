import type { PaymentMethodsRequest as LibraryRequest } from '@adyen/api-library/lib/src/typings/checkout/paymentMethodsRequest';
import type { Cart } from '@commercetools/platform-sdk';
import { countryOf, type Whereabouts } from '../../cart-addresses.ts';
import type { MerchantAccount, PspReference } from '../../identifiers.ts';
import { type Money, toAdyenAmount } from '../../ledger/money.ts';
import type { PaymentMethodsAnswer } from '../responses.ts';
import { compact, type Wire } from '../wire.ts';
import { shopperLocale } from './locale.ts';
import { isAllowed } from '../../payment-methods/payment-method-names.ts';
import { customerReferenceOf } from '../../shopper-reference.ts';

/** The body of `/paymentMethods`. */
export type PaymentMethodsRequest = Wire<LibraryRequest>;

/**
 * Asks which methods a cart can be paid with.
 * @param input `amount` is what is to be paid, in minor units by ISO 4217; `withStored` asks for the customer's stored
 *   methods too; `order` is a gift-card order that is partly paid
 * @throws UnrepresentableAmount where Adyen cannot express the amount
 */
export const buildPaymentMethodsRequest = (input: {
  merchantAccount: MerchantAccount;
  cart: Whereabouts & Pick<Cart, 'locale' | 'customerId' | 'businessUnit'>;
  amount: Money;
  countryCode?: string | undefined;
  locale?: string | undefined;
  withStored?: boolean | undefined;
  order?: { orderData: string; pspReference: PspReference } | undefined;
}): PaymentMethodsRequest => {
  const { cart } = input;
  return compact({
    merchantAccount: input.merchantAccount,
    amount: toAdyenAmount(input.amount),
    channel: 'Web' as const,
    countryCode: input.countryCode ?? countryOf(cart),
    shopperLocale: shopperLocale(input.locale ?? cart.locale),
    shopperReference: input.withStored === true ? customerReferenceOf(cart) : undefined,
    order: input.order,
  });
};

/**
 * Adyen's answer without what the session does not allow. Stored methods keep Adyen's tokens: the caller must replace
 * them before they leave the processor.
 * @param allowed as `isAllowed` takes it
 */
export const filterPaymentMethods = (
  answer: PaymentMethodsAnswer,
  allowed: readonly string[],
): PaymentMethodsAnswer => ({
  ...answer,
  paymentMethods: answer.paymentMethods.filter(({ type }) => isAllowed(type, allowed)),
  storedPaymentMethods: answer.storedPaymentMethods.filter(
    ({ type }) => type !== undefined && isAllowed(type, allowed),
  ),
});
