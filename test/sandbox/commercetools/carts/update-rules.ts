import type { Cart } from '@commercetools/platform-sdk';
import { insufficientScope, invalidOperation } from '../http/errors.ts';
import type { Caller } from '../http/router.ts';

/** States in which "no further operations are allowed on the Cart". */
const CLOSED: Readonly<Record<string, string>> = { Ordered: 'ordered', Merged: 'merged' };

/** @throws CtError 400 `InvalidOperation` for a cart that was ordered, or merged into another one */
export function checkCartIsOpen({ id, cartState }: Cart): void {
  const closed = CLOSED[cartState];
  if (closed !== undefined)
    throw invalidOperation(
      `The cart with ID '${id}' is already ${closed}, and no further operations are allowed on it.`,
    );
}

const LOCKING = new Set(['lockCart', 'unlockCart']);

/**
 * Only API clients with the scope `manage_locked_carts` can lock, unlock or update a locked cart.
 *
 * @throws CtError 403 `insufficient_scope`
 */
export function checkCartLock(
  { lock }: Cart,
  actions: readonly { readonly action: string }[],
  caller: Caller,
  projectKey: string,
): void {
  if (lock === undefined && !actions.some(({ action }) => LOCKING.has(action))) return;
  const scope = `manage_locked_carts:${projectKey}`;
  if (!caller.scopes.includes(scope)) throw insufficientScope([scope]);
}
