import type { AdyenError } from '../adyen/element.ts';
import type { PaymentErrorCode } from '../types.ts';

/** By adyen-web's error name; the others (a failed bin lookup, the shopper closing a sheet) leave the form as good as before. */
const codes: Partial<Record<string, PaymentErrorCode>> = {
  IMPLEMENTATION_ERROR: 'InvalidUse',
  SCRIPT_ERROR: 'LoadFailed',
};

/**
 * What an error of adyen-web's outside of an attempt means; `undefined` for one that the shopper need not hear of. adyen-web's
 * plain `ERROR` is such a one (a gift card's balance is explained in its form, a list of phone prefixes has a default), unless
 * a wallet's sheet has just been opened: then the wallet refuses to work.
 */
export function codeOfAdyenError(
  { name, message }: AdyenError,
  sheetOpened: boolean,
): PaymentErrorCode | undefined {
  // A device without Apple's script is one without Apple Pay, no more.
  if (message.startsWith('ApplePaySDK')) return undefined;
  return name === 'ERROR' && sheetOpened ? 'ActionFailed' : codes[name];
}
