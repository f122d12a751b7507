import { isRefusedForGood } from '../commercetools/errors.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** When tokens were stored, removed and refused, so that events that arrive late change nothing. Earlier versions wrote removals only. */
const HISTORY_CONTAINER = 'adyen-removed-payment-methods';

export interface TokenHistory {
  /** Adyen's reference of the customer, under the name that earlier versions stored it. */
  readonly customerId: string;
  /** The latest removal, ISO 8601. */
  readonly at?: string | undefined;
  /** When the shopper stored it last, ISO 8601. */
  readonly storedAt?: string | undefined;
  /** When commercetools last refused a payment method of it, ISO 8601. */
  readonly refusedAt?: string | undefined;
}

const TIMES = ['at', 'storedAt', 'refusedAt'] as const;

/** A list does not try again for so long what commercetools has refused. Milliseconds. */
const REFUSED_MS = 24 * 60 * 60 * 1000;

type Dependencies = Pick<PaymentDependencies, 'customObjects' | 'logger'>;

/** What is removed stays removed, unless the shopper stored it anew later. */
export const isRemoved = ({ at, storedAt }: TokenHistory): boolean =>
  at !== undefined && (storedAt === undefined || Date.parse(storedAt) <= Date.parse(at));

/** Whether commercetools has refused it lately, e.g. because the customer is no associate of the business unit. */
export const isRefusedLately = ({ refusedAt }: TokenHistory, now: Date): boolean =>
  refusedAt !== undefined && now.getTime() - Date.parse(refusedAt) < REFUSED_MS;

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
 * Adds a removal, a storing or a refusal to the history, in whatever order they arrive.
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
      const times = TIMES.flatMap((name) => {
        const time = later(before?.[name], event[name]);
        return time === undefined ? [] : [[name, time] as const];
      });
      history = { customerId: event.customerId, ...Object.fromEntries(times) };
      return before && TIMES.every((name) => before[name] === history[name]) ? undefined : history;
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
