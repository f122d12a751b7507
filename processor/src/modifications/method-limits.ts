import type { Payment } from '@commercetools/platform-sdk';
import { isCapturedByAdyen } from '../payment-methods/captured-by-adyen.ts';
import { factsOf, type MethodFacts } from '../payment-methods/method-facts.ts';
import { toAdyenType } from '../payment-methods/payment-method-names.ts';
import type { Config } from '../config/config.ts';

/** What Adyen can do with a payment, by its method. */
export type MethodLimits = Pick<MethodFacts, 'capturedAtOnce' | 'partialCaptures' | 'refunds'> & {
  /** Adyen's name of the method. */
  readonly method: string;
};

/**
 * The limits of a payment's method. Where the table does not have the method nothing is limited: Adyen decides.
 * Neither is what depends on a brand, since the Payment does not name it.
 */
export const limitsOf = (
  payment: Payment,
  paymentMethodsConfig: Config['paymentMethodsConfig'],
): MethodLimits => {
  const method = toAdyenType(payment.paymentMethodInfo.method ?? '');
  const facts = factsOf(method);
  return {
    method,
    capturedAtOnce:
      facts?.capturedAtOnce === true &&
      facts.brands === undefined &&
      isCapturedByAdyen([method], paymentMethodsConfig),
    partialCaptures: facts?.partialCaptures ?? 'many',
    refunds: facts?.refunds ?? 'ofAnyAmount',
  };
};
