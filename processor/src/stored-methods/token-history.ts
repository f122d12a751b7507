import { isRefusedForGood } from '../commercetools/errors.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** When tokens were stored and removed, so that events that arrive late change nothing. Earlier versions wrote removals only. */
const HISTORY_CONTAINER = 'adyen-removed-payment-methods';

export interface TokenHistory {
  /** Adyen's reference of the customer, under the name that earlier versions stored it. */
  readonly customerId: string;
  /** The latest removal, ISO 8601. */
  readonly at?: string | undefined;
  /** When the shopper stored it last, ISO 8601. */
  readonly storedAt?: string | undefined;
}

type Dependencies = Pick<PaymentDependencies, 'customObjects' | 'logger'>;

/** What is removed stays removed, unless the shopper stored it anew later. */
export const isRemoved = ({ at, storedAt }: TokenHistory): boolean =>
  at !== undefined && (storedAt === undefined || Date.parse(storedAt) <= Date.parse(at));

/** The shopper's history of this key or id. */
export const historyOf = async (
  deps: Dependencies,
  key: string,
  shopperReference: string,
): Promise<TokenHistory | undefined> => {
  const found = await orUnlessForbidden(deps, () => deps.customObjects.get(HISTORY_CONTAINER, key));
  return ofCustomer(found, shopperReference);
};

/**
 * Adds a removal or a storing to the history, in whatever order they arrive.
 * @param key the method's key or id
 * @returns the history with it; without the scope for custom objects that is the event alone
 */
export const addToHistory = async (
  deps: Dependencies,
  key: string,
  event: TokenHistory,
): Promise<TokenHistory> => {
  let history = event;
  await orUnlessForbidden(deps, () =>
    deps.customObjects.change(HISTORY_CONTAINER, key, (value) => {
      const before = ofCustomer(value, event.customerId);
      const at = later(before?.at, event.at);
      const storedAt = later(before?.storedAt, event.storedAt);
      history = {
        customerId: event.customerId,
        ...(at !== undefined && { at }),
        ...(storedAt !== undefined && { storedAt }),
      };
      return before && before.at === at && before.storedAt === storedAt ? undefined : history;
    }),
  );
  return history;
};

const later = (one: string | undefined, other: string | undefined): string | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(other) > Date.parse(one) ? other : one;
};

const ofCustomer = (value: unknown, shopperReference: string): TokenHistory | undefined => {
  const history = value as TokenHistory | undefined;
  return history?.customerId === shopperReference ? history : undefined;
};

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
