import type { Payment } from '@commercetools/platform-sdk';
import { isCapturedByAdyen } from '../payment-methods/captured-by-adyen.ts';
import { catalogue, type Catalogue } from '../payment-methods/catalogue.ts';
import type { PaymentMethod } from '../payment-methods/payment-method.ts';
import { toAdyenType } from '../payment-methods/payment-method-names.ts';
import type { Config } from '../config/config.ts';
import { captureOf } from '../ledger/attempt-state.ts';

/** What Adyen can do with a payment, by its method. */
export type MethodLimits = Pick<PaymentMethod, 'capturedAtOnce' | 'partialCaptures' | 'refunds'> & {
  /** Adyen's name of the method. */
  readonly method: string;
};

export type LimitsConfig = Pick<Config, 'paymentMethodsConfig'> & {
  readonly adyen: Pick<Config['adyen'], 'hasMultiplePartialCaptures'>;
};

/**
 * The limits of a payment's method. Where it is not known how the method is captured nothing is limited: Adyen decides.
 * Neither is what depends on a brand, since the Payment does not name it. Where the capture was stated, that counts.
 */
export const limitsOf = (
  payment: Payment,
  { paymentMethodsConfig, adyen: { hasMultiplePartialCaptures } }: LimitsConfig,
  methods: Catalogue = catalogue,
): MethodLimits => {
  const method = toAdyenType(payment.paymentMethodInfo.method ?? '', methods);
  const { captureIsKnown, capturedAtOnce, brands, partialCaptures, refunds } = methods.of(method);
  return {
    method,
    capturedAtOnce:
      captureOf(payment) === undefined &&
      captureIsKnown &&
      capturedAtOnce &&
      brands === undefined &&
      isCapturedByAdyen([method], paymentMethodsConfig, methods),
    partialCaptures: partialCaptures === 'many' && !hasMultiplePartialCaptures ? 'one' : partialCaptures,
    refunds,
  };
};
