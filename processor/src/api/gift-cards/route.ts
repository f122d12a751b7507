import { Router } from 'express';
import type { FindSession } from '../../commercetools/session.ts';
import { currentSession } from '../../logging/request-context.ts';
import { cancelOrder } from '../../gift-cards/cancel-order.ts';
import { checkBalance } from '../../gift-cards/check-balance.ts';
import { openOrder } from '../../gift-cards/open-order.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { inSession, requireSession } from '../middleware/authentication.ts';
import { parseBalanceBody, parseCancelOrderBody } from './body.ts';

/** Gift cards: their balance, and the order that they and another method pay together. */
export const giftCardsRouter = (deps: PaymentDependencies & { findSession: FindSession }): Router => {
  const router = Router();

  router.post(
    '/paymentMethods/balance',
    inSession(
      deps,
      (request) => parseBalanceBody(request.body),
      async ({ session, input, response }) => {
        response.json(await checkBalance(deps, session, input.paymentMethod));
      },
    ),
  );

  router.post('/orders', requireSession(deps), async (_request, response) => {
    response.json(await openOrder(deps, currentSession()));
  });

  router.post(
    '/orders/cancel',
    inSession(
      deps,
      (request) => parseCancelOrderBody(request.body),
      async ({ session, input, response }) => {
        response.json(await cancelOrder(deps, session, input));
      },
    ),
  );

  return router;
};
