import { Router } from 'express';
import type { Introspect } from '../../commercetools/introspection.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { paymentToModify } from '../../modifications/modify-payment.ts';
import { updateAmount } from '../../modifications/update-amount.ts';
import { idempotencyKeyOf } from '../idempotency-key.ts';
import { requireOAuth2 } from '../middleware/authentication.ts';
import { parseBody, parseQuery } from '../middleware/parse.ts';
import { paymentParams } from '../schemas.ts';
import { amountUpdateBody } from './body.ts';

/** `POST /operations/payments/:id/amount`: changes what is authorised, or extends it with the same amount. */
export const amountUpdatesRouter = (deps: PaymentDependencies & { introspect: Introspect }): Router => {
  const router = Router();
  const oauth2 = { introspect: deps.introspect, projectKey: deps.config.commercetools.projectKey };
  const authenticated = requireOAuth2(oauth2, 'manage_checkout_payment_intents');

  router.post('/operations/payments/:id/amount', authenticated, async (request, response) => {
    const { id } = parseQuery(paymentParams, request.params);
    const { amount, reason } = parseBody(amountUpdateBody, request.body);
    const idempotencyKey = idempotencyKeyOf(request);
    const payment = await paymentToModify(deps, id);
    const outcome = await updateAmount(deps, payment, { amount, industryUsage: reason, idempotencyKey });
    response.json({ outcome });
  });

  return router;
};
