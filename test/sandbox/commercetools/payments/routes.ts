import type { Route } from '../http/router.ts';
import { deleteRoutes, readRoutes, writeRoutes } from '../resources/crud.ts';
import { update } from '../resources/update.ts';
import { paymentActions } from './actions.ts';
import { newPayment, type PaymentWorld, type StoredPayment } from './payment.ts';

/** The Payments API. */
export const paymentRoutes = (world: PaymentWorld): Route[] => {
  const actions = paymentActions(world);
  return [
    ...readRoutes(world.db, 'payments', 'payment'),
    ...writeRoutes<StoredPayment>(world.db, 'payments', 'payment', {
      create: (body, clientId) => newPayment(body, world, clientId),
      update: (payment, body, clientId) => update(payment, body, actions, clientId),
    }),
    ...deleteRoutes(world.db, 'payments', 'payment'),
  ];
};
