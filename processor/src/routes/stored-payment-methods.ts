import { Router } from 'express';
import * as z from 'zod';
import type { FindSession } from '../commercetools/session.ts';
import { currentSession } from '../context/request-context.ts';
import type { PaymentDependencies } from '../payments/dependencies.ts';
import { listStoredMethods } from '../stored-methods/list-stored-methods.ts';
import { removeStoredMethod } from '../stored-methods/remove-stored-method.ts';
import { inSession, requireSession } from './middleware/authentication.ts';
import { parseQuery } from './middleware/parse.ts';

const params = z.object({ id: z.guid('expected the UUID of a stored payment method') });

/** `/stored-payment-methods`: what the session's customer has stored to pay with again. */
export const storedPaymentMethodsRouter = (
  deps: PaymentDependencies & { findSession: FindSession },
): Router => {
  const router = Router();

  router.get('/stored-payment-methods', requireSession(deps), async (_request, response) => {
    const storedPaymentMethods = await listStoredMethods(deps, currentSession());
    response.set('Cache-Control', 'no-store').json({ storedPaymentMethods });
  });

  router.delete(
    '/stored-payment-methods/:id',
    inSession(
      deps,
      (request) => parseQuery(params, request.params),
      async ({ session, input, response }) => {
        await removeStoredMethod(deps, session, input.id);
        response.status(200).end();
      },
    ),
  );

  return router;
};
