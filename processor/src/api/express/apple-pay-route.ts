import { Router } from 'express';
import type { FindSession } from '../../commercetools/session.ts';
import { applePaySession, type ApplePayDependencies } from '../../express-checkout/apple-pay-session.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { inSession } from '../middleware/authentication.ts';
import { parseBody } from '../middleware/parse.ts';
import { applePaySessionBody } from './body.ts';

/** `POST /applepay-sessions`: merchant validation with the merchant's own certificate. */
export const applePayRouter = (
  deps: PaymentDependencies & Pick<ApplePayDependencies, 'apple'> & { findSession: FindSession },
): Router => {
  const router = Router();
  router.post(
    '/applepay-sessions',
    inSession(
      deps,
      (request) => parseBody(applePaySessionBody, request.body),
      async ({ input, response }) => {
        const session = await applePaySession(deps, input.validationUrl);
        response.set('Cache-Control', 'no-store').json(session);
      },
    ),
  );
  return router;
};
