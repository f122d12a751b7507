import type { Cart } from '@commercetools/platform-sdk';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { concurrentModification, invalidJsonInput } from '../http/errors.ts';
import { created, jsonOf } from '../http/exchange.ts';
import type { Route } from '../http/router.ts';
import { resourceIdentifier } from '../resources/custom-fields.ts';
import { parse } from '../resources/parse.ts';
import type { Database } from '../store/database.ts';
import { newResource, nextVersion, type Resource } from '../store/resource.ts';
import { orderState, paymentState, shipmentState } from './order-states.ts';
import { checkCartIsOpen } from './update-rules.ts';

const orderDraft = z.object({
  cart: resourceIdentifier.optional(),
  id: z.string().optional(),
  version: z.int(),
  orderNumber: z.string().optional(),
  orderState: orderState.optional(),
  paymentState: paymentState.optional(),
  shipmentState: shipmentState.optional(),
});

// What an order has of its own; the rest of a cart goes over as it is.
const OWN = [
  'id',
  'version',
  'createdAt',
  'lastModifiedAt',
  'createdBy',
  'lastModifiedBy',
  'key',
  'cartState',
];

/**
 * The order of a cart, which is closed by it.
 *
 * @throws CtError 400 for an unknown or closed cart or a used order number, 409 when the cart has another version
 */
function orderFromCart(db: Database, body: unknown, clientId: string): Resource {
  const draft = parse(orderDraft, body);
  const identifier = draft.cart ?? (draft.id === undefined ? undefined : { id: draft.id });
  if (!identifier) throw invalidJsonInput('cart: is missing');
  const resource = db.referenced('cart', identifier);
  const cart = resource as unknown as Cart;
  if (draft.version !== cart.version) throw concurrentModification(cart.id, draft.version, cart.version);
  checkCartIsOpen(cart);
  const order = {
    ...Object.fromEntries(Object.entries(resource).filter(([name]) => !OWN.includes(name))),
    ...newResource(clientId),
    cart: { typeId: 'cart', id: cart.id },
    orderNumber: draft.orderNumber ?? randomUUID().slice(0, 8),
    orderState: draft.orderState ?? 'Open',
    paymentState: draft.paymentState,
    shipmentState: draft.shipmentState,
    syncInfo: [],
    returnInfo: [],
  };
  db.table('order').put(order);
  const closed: Resource = { ...nextVersion(resource, clientId), cartState: 'Ordered' } as Resource;
  db.table('cart').put(closed);
  return order;
}

/** `POST /orders`; commercetools-mock drops custom line items there. */
export const orderRoutes = (db: Database): Route[] => [
  {
    method: 'POST',
    pattern: '/orders',
    handle: (request) => created(orderFromCart(db, jsonOf(request), request.caller.clientId)),
  },
];
