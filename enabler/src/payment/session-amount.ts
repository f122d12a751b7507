import type { Host } from '../host.ts';
import type { AdyenAmount } from '../processor-client.ts';
import { toAdyenAmount } from './money.ts';

/** Methods that cannot be shown without an amount: their sheet names it, or a balance is compared with it. */
const needAmount = ['applepay', 'giftcard', 'googlepay', 'paypal', 'paywithgoogle'];
/** Methods that would show, or compare with, a wrong amount without it. */
export const uselessWithoutAmount: readonly string[] = needAmount.filter((type) => type !== 'paypal');

/**
 * The amount of the session's cart for display, in Adyen's minor units; what is charged is the processor's to say.
 *
 * @param adyenTypes the methods to be shown: the processor is asked only if one of them needs the amount
 */
export async function sessionAmount(
  host: Host,
  adyenTypes: readonly string[],
): Promise<AdyenAmount | undefined> {
  const told = host.methods.amount ?? host.config.amount;
  if (told || !adyenTypes.some((type) => needAmount.includes(type))) return told;
  return host.client.expressPaymentData().then(
    ({ totalPrice }) => toAdyenAmount(totalPrice),
    () => undefined,
  );
}
