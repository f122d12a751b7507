import type { ShopperResponse } from '../attempts/shopper-response.ts';
import { invalidInput } from '../errors.ts';
import { pspReferenceOf, type PspReference } from '../identifiers.ts';
import { methodOf } from '../payment-methods/catalogue.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { startPayment, type StartPaymentInput } from '../attempts/start-payment.ts';

/** As of any attempt; with PayPal also Adyen's reference, which its order update names. */
export type ExpressResponse = ShopperResponse & { readonly pspReference?: PspReference };

/**
 * Starts an attempt with a wallet; in every respect like any other attempt.
 * @throws Fault 400 when the method is no wallet, and what `startPayment` throws
 */
export const startExpressPayment = async (
  deps: PaymentDependencies,
  input: StartPaymentInput,
): Promise<ExpressResponse> => {
  const { type } = input.body.paymentMethod;
  const { isExpress, hasUpdatableOrder } = methodOf(type);
  if (!isExpress) {
    throw invalidInput(`The payment method ${type} has no express checkout.`, {
      field: 'paymentMethod.type',
    });
  }
  const answer = await startPayment(deps, input);
  if (!hasUpdatableOrder) return answer;
  const payment = await deps.payments.get(answer.paymentReference);
  const pspReference = payment && pspReferenceOf(payment);
  return pspReference === undefined ? answer : { ...answer, pspReference };
};
