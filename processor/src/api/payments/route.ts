import { Router } from 'express';
import * as z from 'zod';
import type { FindSession } from '../../commercetools/session.ts';
import { continuePayment } from '../../attempts/continue-payment.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { paymentStatus } from '../../attempts/payment-status.ts';
import { returnFromRedirect } from '../../attempts/return-from-redirect.ts';
import { startPayment } from '../../attempts/start-payment.ts';
import { callerOf } from '../caller.ts';
import { idempotencyKeyOf } from '../idempotency-key.ts';
import { inSession } from '../middleware/authentication.ts';
import { parseQuery } from '../middleware/parse.ts';
import { parseAttemptBody } from './body.ts';
import { parseDetailsBody, parseReturnQuery } from './details-body.ts';

const reference = z.object({ paymentReference: z.guid('expected a UUID').brand<'PaymentId'>() });

/** An attempt from its start to its end, as the shopper's browser sees it. */
export const paymentsRouter = (deps: PaymentDependencies & { findSession: FindSession }): Router => {
  const router = Router();

  router.post(
    '/payments',
    inSession(
      deps,
      (request) => ({ body: parseAttemptBody(request.body), idempotencyKey: idempotencyKeyOf(request) }),
      async ({ session, input, request, response }) => {
        response.json(await startPayment(deps, { session, ...input, ...callerOf(request) }));
      },
    ),
  );

  router.post(
    '/payments/details',
    inSession(
      deps,
      (request) => ({ body: parseDetailsBody(request.body), idempotencyKey: idempotencyKeyOf(request) }),
      async ({ session, input, response }) => {
        response.json(await continuePayment(deps, { session, ...input }));
      },
    ),
  );

  // The shopper's browser comes here from a bank's page: whatever happens, it must end on the merchant's page.
  router.get('/payments/details', async (request, response) => {
    // Link previews and scanners ask without wanting the page; they must not use up the shopper's result.
    const query = request.method === 'HEAD' ? {} : request.query;
    const { paymentReference, ctsid } = query;
    const target = await returnFromRedirect(deps, {
      paymentReference,
      findSession: () => deps.findSession(typeof ctsid === 'string' ? ctsid : undefined),
      readDetails: () => parseReturnQuery(query),
    });
    response.set('Cache-Control', 'no-store').redirect(302, target);
  });

  router.get(
    '/payments/:paymentReference',
    inSession(
      deps,
      (request) => parseQuery(reference, request.params),
      async ({ session, input, response }) => {
        const status = await paymentStatus(deps, session, input.paymentReference);
        response.set('Cache-Control', 'no-store').json(status);
      },
    ),
  );

  return router;
};
