import type { Texts } from '../messages/texts.ts';
import { PaymentError } from '../payment-error.ts';
import type { AdyenElement } from './element.ts';

/**
 * Whether a wallet works on this device. adyen-web loads a wallet's script as soon as it has the wallet, and what comes of it
 * has to be listened to from then on, or the browser reports an error that nobody caught.
 */
export function walletAvailable(element: AdyenElement): Promise<void> {
  const available = element.isAvailable();
  available.catch(() => undefined);
  return available;
}

/** Why a wallet cannot be shown: its script could not be loaded, or the device does not have it. */
export function walletFault(reason: unknown, texts: Texts): PaymentError {
  const { name, cause } = reason as { name?: string; cause?: { name?: string } };
  const isLoading = name === 'SCRIPT_ERROR' || cause?.name === 'SCRIPT_ERROR';
  return new PaymentError(isLoading ? 'LoadFailed' : 'MethodUnavailable', texts, reason);
}

/** What wallets ask before their sheet opens: the page may take the press back. */
export function onWalletClick({ onPress }: { onPress: () => Promise<void> }) {
  return {
    onClick: (resolve: () => void, reject: () => void) => {
      onPress().then(resolve, reject);
    },
  };
}
