import { Router } from 'express';
import type { FindSession } from '../../commercetools/session.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { listPaymentMethods } from '../../attempts/list-payment-methods.ts';
import { inSession } from '../middleware/authentication.ts';
import { parseBody } from '../middleware/parse.ts';
import { paymentMethodsBody } from './body.ts';

/** `POST /payment-methods`: what the session's cart can be paid with. */
export const paymentMethodsRouter = (deps: PaymentDependencies & { findSession: FindSession }): Router => {
  const router = Router();
  router.post(
    '/payment-methods',
    inSession(
      deps,
      (request) => parseBody(paymentMethodsBody, request.body),
      async ({ session, input: { shopperLocale, locale, ...input }, response }) => {
        response.json(await listPaymentMethods(deps, session, { ...input, locale: locale ?? shopperLocale }));
      },
    ),
  );
  return router;
};
