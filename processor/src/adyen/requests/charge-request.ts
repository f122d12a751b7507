import type { Config } from '../../config/config.ts';
import { catalogue } from '../../payment-methods/catalogue.ts';
import { paymentRequest, type PaymentInput, type PaymentRequest } from './payment-fields.ts';

export interface ChargeRequestInput extends PaymentInput {
  config: PaymentInput['config'] & Pick<Config, 'merchantReturnUrl'>;
  /** The stored method: Adyen's type and token. */
  method: { readonly type: string; readonly token: string };
}

/**
 * The request that charges a stored method without the shopper. Nobody is there to be asked or sent anywhere: Adyen must decide
 * without.
 * @throws UnrepresentableAmount where Adyen cannot express the amount
 */
export const buildChargeRequest = (input: ChargeRequestInput): PaymentRequest => {
  const { type, token } = input.method;
  return paymentRequest(
    input,
    {
      known: { paymentMethod: { type } },
      returnUrl: input.config.merchantReturnUrl,
      method: {
        paymentMethod: { type, storedPaymentMethodId: token },
        shopperInteraction: 'ContAuth',
        recurringProcessingModel: 'Subscription',
      },
    },
    catalogue,
  );
};
