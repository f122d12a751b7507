import { Router, type RequestHandler } from 'express';
import type { FindSession } from '../../commercetools/session.ts';
import { currentSession } from '../../logging/request-context.ts';
import { forbidden } from '../../errors.ts';
import { entryOfMarket } from '../../config/merchant-accounts.ts';
import { continueExpressPayment } from '../../express-checkout/continue-express-payment.ts';
import { methodsOfCountry } from '../../express-checkout/express-config.ts';
import { expressPaymentData } from '../../express-checkout/express-payment-data.ts';
import { startExpressPayment } from '../../express-checkout/start-express-payment.ts';
import { updatePaypalOrder } from '../../express-checkout/update-paypal-order.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { browserConfig } from '../browser-config.ts';
import { callerOf } from '../caller.ts';
import { idempotencyKeyOf } from '../idempotency-key.ts';
import { inSession, requireSession } from '../middleware/authentication.ts';
import { parseBody } from '../middleware/parse.ts';
import { parseAttemptBody } from '../payments/body.ts';
import { expressConfigBody, parseExpressDetailsBody, parsePaypalOrderBody } from './body.ts';

/** There is no session yet: only pages of the merchant's own origins may ask. */
const requireAllowedOrigin =
  (allowedOrigins: readonly string[] | undefined): RequestHandler =>
  (request, _response, next) => {
    const origin = request.get('origin');
    if (origin === undefined || allowedOrigins?.includes(origin) !== true) {
      throw forbidden('This origin may not use express checkout.');
    }
    next();
  };

/** Express checkout: a wallet pays from a product page or a cart page, and brings the shopper's address with it. */
export const expressRouter = (deps: PaymentDependencies & { findSession: FindSession }): Router => {
  const router = Router();
  const { config } = deps;

  router.post('/express-config', requireAllowedOrigin(config.allowedOrigins), async (request, response) => {
    const market = parseBody(expressConfigBody, request.body);
    const { clientKey } = entryOfMarket(config, market);
    const methods = await methodsOfCountry(deps, market);
    response.json({ config: browserConfig(config, { clientKey, isCustomer: false }), methods });
  });

  router.get('/express-payment-data', requireSession(deps), async (_request, response) => {
    response.set('Cache-Control', 'no-store').json(await expressPaymentData(deps, currentSession()));
  });

  router.post(
    '/express-payments',
    inSession(
      deps,
      (request) => ({ body: parseAttemptBody(request.body), idempotencyKey: idempotencyKeyOf(request) }),
      async ({ session, input, request, response }) => {
        response.json(await startExpressPayment(deps, { session, ...input, ...callerOf(request) }));
      },
    ),
  );

  router.post(
    '/express-payments/details',
    inSession(
      deps,
      (request) => ({
        body: parseExpressDetailsBody(request.body),
        idempotencyKey: idempotencyKeyOf(request),
      }),
      async ({ session, input, response }) => {
        response.json(await continueExpressPayment(deps, { session, ...input }));
      },
    ),
  );

  router.post(
    '/paypal-express/order',
    inSession(
      deps,
      (request) => parsePaypalOrderBody(request.body),
      async ({ session, input, response }) => {
        response.json(await updatePaypalOrder(deps, session, input));
      },
    ),
  );

  return router;
};
