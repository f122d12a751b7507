import { Router } from 'express';
import type { FindSession } from '../commercetools/session.ts';
import { currentSession } from '../context/request-context.ts';
import type { PaymentDependencies } from '../payments/dependencies.ts';
import { listStoredMethods } from '../stored-methods/list-stored-methods.ts';
import { removeStoredMethod } from '../stored-methods/remove-stored-method.ts';
import { requireSession } from './middleware/authentication.ts';

/** `/stored-payment-methods`: what the session's customer has stored to pay with again. */
export const storedPaymentMethodsRouter = (
  deps: PaymentDependencies & { findSession: FindSession },
): Router => {
  const router = Router();

  router.get('/stored-payment-methods', requireSession(deps), async (_request, response) => {
    const storedPaymentMethods = await listStoredMethods(deps, currentSession());
    response.set('Cache-Control', 'no-store').json({ storedPaymentMethods });
  });

  router.delete('/stored-payment-methods/:id', requireSession(deps), async (request, response) => {
    await removeStoredMethod(deps, currentSession(), String(request.params['id']));
    response.status(200).end();
  });

  return router;
};
