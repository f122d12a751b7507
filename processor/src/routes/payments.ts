import { Router, type Request } from 'express';
import * as z from 'zod';
import { parseAttemptBody } from '../adyen/requests/attempt-body.ts';
import { parseDetailsBody } from '../adyen/requests/details-body.ts';
import type { FindSession } from '../commercetools/session.ts';
import { currentSession } from '../context/request-context.ts';
import { continuePayment } from '../payments/continue-payment.ts';
import type { PaymentDependencies } from '../payments/dependencies.ts';
import { paymentStatus } from '../payments/payment-status.ts';
import { returnFromRedirect } from '../payments/return-from-redirect.ts';
import { startPayment } from '../payments/start-payment.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import { requireSession } from './middleware/authentication.ts';
import { parseQuery } from './middleware/parse.ts';

const reference = z.object({ paymentReference: z.uuid({ message: 'expected a UUID' }) });

/** An attempt from its start to its end, as the shopper's browser sees it. */
export const paymentsRouter = (deps: PaymentDependencies & { findSession: FindSession }): Router => {
  const router = Router();

  router.post('/payments', requireSession(deps), async (request, response) => {
    const answer = await startPayment(deps, {
      session: currentSession(),
      body: parseAttemptBody(request.body),
      idempotencyKey: idempotencyKeyOf(request),
      shopperIP: request.ip,
      ownUrl: ownUrl(request),
    });
    response.json(answer);
  });

  router.post('/payments/details', requireSession(deps), async (request, response) => {
    const answer = await continuePayment(deps, {
      session: currentSession(),
      body: parseDetailsBody(request.body),
      idempotencyKey: idempotencyKeyOf(request),
    });
    response.json(answer);
  });

  // The shopper's browser comes here from a bank's page: whatever happens, it must end on the merchant's page.
  router.get('/payments/details', async (request, response) => {
    const { ctsid } = request.query;
    const findSession = () => deps.findSession(typeof ctsid === 'string' ? ctsid : undefined);
    const target = await returnFromRedirect(deps, request.query, findSession);
    response.set('Cache-Control', 'no-store').redirect(302, target);
  });

  router.get('/payments/:paymentReference', requireSession(deps), async (request, response) => {
    const { paymentReference } = parseQuery(reference, request.params);
    response
      .set('Cache-Control', 'no-store')
      .json(await paymentStatus(deps, currentSession(), paymentReference));
  });

  return router;
};

const ownUrl = (request: Request): string => `${request.protocol}://${request.get('host') ?? 'localhost'}`;
