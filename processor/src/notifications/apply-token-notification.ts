import type { TokenizationEvent } from '../adyen/webhooks/tokenization.ts';
import { applyTokenEvent } from '../stored-methods/apply-token-event.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { isRefused } from './batch.ts';
import { setAsideTokenEvent } from './set-aside.ts';

/**
 * Applies a verified tokenization event, or sets it aside where commercetools refuses it for good.
 * @throws Fault 5xx when it could not be stored: Adyen then delivers it again
 */
export const applyTokenNotification = async (
  deps: PaymentDependencies,
  event: TokenizationEvent,
): Promise<void> => {
  try {
    await applyTokenEvent(deps, event);
  } catch (error) {
    if (!isRefused(error) || !(await setAsideTokenEvent(deps, event, 'CommercetoolsRefused'))) throw error;
  }
};
