import { isRefusedForGood } from '../commercetools/errors.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** What is remembered of methods that were removed, so that late events do not bring them back. */
const REMOVED_CONTAINER = 'adyen-removed-payment-methods';

interface Removed {
  readonly customerId: string;
  /** ISO 8601. */
  readonly at: string;
}

type Dependencies = Pick<PaymentDependencies, 'customObjects' | 'logger'>;

/**
 * Remembers a removal.
 * @param key the method's key or id
 */
export const rememberRemoval = async (deps: Dependencies, key: string, removed: Removed): Promise<void> => {
  await orUnlessForbidden(deps, () => deps.customObjects.put(REMOVED_CONTAINER, key, removed));
};

/** The removal of this key or id; `undefined` when nothing was removed under it. */
export const removalOf = (deps: Dependencies, key: string): Promise<Removed | undefined> =>
  orUnlessForbidden(
    deps,
    () => deps.customObjects.get(REMOVED_CONTAINER, key) as Promise<Removed | undefined>,
  );

// An API client without the scope for custom objects must still be able to store and remove methods.
const orUnlessForbidden = async <T>(
  { logger }: Dependencies,
  call: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await call();
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    logger.warn('The removal of a stored payment method could not be remembered or looked up.', {
      code: 'CustomObjectsRefused',
      reason: error.privateMessage,
    });
    return undefined;
  }
};
