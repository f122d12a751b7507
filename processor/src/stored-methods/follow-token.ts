import type { PaymentMethod } from '@commercetools/platform-sdk';
import { tokenKey } from '../commercetools/payment-methods.ts';
import { concurrentModification } from '../errors.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { renewDetails, storeToken, type CustomersToken } from './store-token.ts';
import { addToHistory, historyOf, isRefusedLately, isRemoved, type TokenHistory } from './token-history.ts';

/**
 * What is learned of a customer's token. `stored`: the shopper stored it, for the first time or anew. `updated`: its details
 * changed. `seen`: Adyen lists it.
 */
export type TokenChange = CustomersToken &
  (
    | {
        readonly kind: 'stored' | 'updated' | 'disabled';
        /** ISO 8601. */
        readonly at: string;
        /** The details may have changed. */
        readonly refresh?: boolean;
      }
    | { readonly kind: 'seen' }
  );

/** What a step leaves: the payment method, and whether commercetools was written to. */
interface Step {
  readonly method: PaymentMethod | undefined;
  readonly hasWritten: boolean;
}

/** How often other events may overtake this one. */
const ROUNDS = 5;

/**
 * Brings the payment method in commercetools to what the token's history says, with this event in it: the same result in
 * whatever order events arrive, however often and at once. Whoever writes reads the history again afterwards, so that the
 * last writer has seen every event that was added before.
 * @returns `undefined` when the token is removed, or there is no such customer
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const followToken = async (
  deps: PaymentDependencies,
  change: TokenChange,
): Promise<PaymentMethod | undefined> => {
  const key = tokenKey(deps.config, change);
  let history = await withChange(deps, key, change);
  if (change.kind === 'seen' && isRefusedLately(history, deps.now())) return undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { method, hasWritten } = isRemoved(history)
      ? await remove(deps, change)
      : await store(deps, change);
    if (!hasWritten) return method;
    const now = (await historyOf(deps, key, change.shopperReference)) ?? history;
    if (isRemoved(now) === isRemoved(history)) return method;
    history = now;
  }
  throw concurrentModification();
};

const withChange = async (
  deps: PaymentDependencies,
  key: string,
  change: TokenChange,
): Promise<TokenHistory> => {
  const { shopperReference: customerId } = change;
  if (change.kind === 'disabled') return addToHistory(deps, key, { customerId, at: change.at });
  if (change.kind === 'stored') return addToHistory(deps, key, { customerId, storedAt: change.at });
  return (await historyOf(deps, key, customerId)) ?? { customerId };
};

const store = async (deps: PaymentDependencies, change: TokenChange): Promise<Step> => {
  const existing = await deps.paymentMethods.findByToken(change.shopperReference, change);
  if (!existing) {
    const created = await storeToken(deps, change);
    if (!created && change.kind === 'seen') await rememberRefusal(deps, change);
    return { method: created, hasWritten: true };
  }
  const method =
    'refresh' in change && change.refresh ? await renewDetails(deps, existing, change) : existing;
  return { method, hasWritten: false };
};

/** Adyen goes on listing it: the next lists need not try again. */
const rememberRefusal = async (deps: PaymentDependencies, change: TokenChange): Promise<void> => {
  const refused = { customerId: change.shopperReference, refusedAt: deps.now().toISOString() };
  await addToHistory(deps, tokenKey(deps.config, change), refused);
};

const remove = async (deps: PaymentDependencies, change: TokenChange): Promise<Step> => {
  const existing = await deps.paymentMethods.findByToken(change.shopperReference, change);
  if (existing) await deps.paymentMethods.remove(existing);
  return { method: undefined, hasWritten: existing !== undefined };
};
