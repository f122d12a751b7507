import type { AdyenError } from '../adyen/element.ts';
import type { PaymentErrorCode } from '../types.ts';

/** By adyen-web's error name; the others (a failed bin lookup, the shopper closing a sheet) leave the form as good as before. */
const codes: Partial<Record<string, PaymentErrorCode>> = {
  ERROR: 'ActionFailed',
  IMPLEMENTATION_ERROR: 'InvalidUse',
  SCRIPT_ERROR: 'LoadFailed',
};

/**
 * What an error of adyen-web's outside of an attempt means; `undefined` for one that the shopper need not hear of: a gift
 * card's balance is explained in its form, and a device without Apple's script is one without Apple Pay.
 */
export function errorCodeOf({ name, message }: AdyenError): PaymentErrorCode | undefined {
  if (/card-error|currency-error|no-balance/.test(message) || message.startsWith('ApplePaySDK'))
    return undefined;
  return codes[name];
}
