import { Router, type Request } from 'express';
import { isUuid } from '../../commercetools/ids.ts';
import type { FindSession } from '../../commercetools/session.ts';
import { currentSession } from '../../logging/request-context.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { listStoredMethods } from '../../stored-methods/list-stored-methods.ts';
import { removeStoredMethod, unknownMethod } from '../../stored-methods/remove-stored-method.ts';
import { inSession, requireSession } from '../middleware/authentication.ts';

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
    inSession(deps, idOfMethod, async ({ session, input, response }) => {
      await removeStoredMethod(deps, session, input);
      response.status(200).end();
    }),
  );

  return router;
};

/** What is no id names no method, which need not be asked of anybody. @throws Fault 404 */
const idOfMethod = (request: Request): string => {
  const id = String(request.params['id']);
  if (!isUuid(id)) throw unknownMethod();
  return id;
};
