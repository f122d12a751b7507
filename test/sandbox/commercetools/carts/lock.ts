import type { CartLock } from '@commercetools/platform-sdk';
import { z } from 'zod';
import { invalidInput } from '../http/errors.ts';
import { action, update, type UpdateAction } from '../resources/update.ts';
import type { Resource } from '../store/resource.ts';

type StoredCart = Resource & { readonly lock?: CartLock | undefined };

const actionsOf = (clientId: string): Readonly<Record<string, UpdateAction<StoredCart>>> => ({
  lockCart: action(z.object({}), (cart) => ({
    ...cart,
    lock: cart.lock ?? { createdAt: new Date().toISOString(), clientId },
  })),
  unlockCart: action(z.object({}), (cart) => ({ ...cart, lock: undefined })),
});

/**
 * The cart after `lockCart` or `unlockCart`, which commercetools-mock does not know; `undefined` for an update without
 * them. Such an action is the only one of its request here.
 *
 * @throws CtError 400 when other actions stand beside it
 */
export function lockedCart(cart: Resource, body: unknown, clientId: string): Resource | undefined {
  const actions = actionsOf(clientId);
  const { actions: asked } = body as { actions: readonly { readonly action: string }[] };
  const known = asked.filter(({ action: name }) => name in actions);
  if (known.length === 0) return undefined;
  if (known.length < asked.length) throw invalidInput('The sandbox takes lockCart and unlockCart alone.');
  return update(cart as StoredCart, body, actions, clientId);
}
