import type { Payment } from '@commercetools/platform-sdk';
import { isRefusedForGood } from '../commercetools/errors.ts';
import { isConfigurationFault } from '../errors.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { customFieldsOf, detailsOfAdditionalData, saysTheSame } from './method-details.ts';

/**
 * Writes what may be shown of the method to the Payment, where the merchant wants that and Adyen said it.
 * @param brand Adyen's name of the brand or method
 * @throws Fault 503 when commercetools cannot be reached; that commercetools does not take them is only logged
 */
export const recordDetails = async (
  deps: PaymentDependencies,
  payment: Payment,
  additionalData: Readonly<Record<string, string>>,
  brand: string | undefined,
): Promise<void> => {
  if (!deps.config.storePaymentMethodDetails) return;
  const method = payment.paymentMethodInfo.method ?? brand ?? '';
  const custom = customFieldsOf(method, detailsOfAdditionalData(additionalData, brand));
  if (!custom) return;
  const { type, fields = {} } = custom;
  try {
    await deps.payments.update(payment, ({ paymentMethodInfo }) =>
      saysTheSame(paymentMethodInfo.custom, custom)
        ? []
        : [{ action: 'setMethodInfoCustomType', type, fields }],
    );
  } catch (error) {
    if (!isRefusedForGood(error) && !isConfigurationFault(error)) throw error;
    deps.logger.warn(
      'The details of a payment method could not be written: commercetools does not take them.',
      {
        code: 'CustomFieldsRefused',
        paymentId: payment.id,
        reason: error.privateMessage,
      },
    );
  }
};
