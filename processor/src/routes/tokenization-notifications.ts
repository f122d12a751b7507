import { Router } from 'express';
import { readTokenizationEvent } from '../adyen/webhooks/tokenization.ts';
import type { PaymentDependencies } from '../payments/dependencies.ts';
import { applyTokenEvent } from '../stored-methods/apply-token-event.ts';

/** `POST /notifications/tokenization`: Adyen's `recurring.token.*` webhooks, signed over the raw bytes. */
export const tokenizationNotificationsRouter = (deps: PaymentDependencies): Router => {
  const router = Router();
  router.post('/notifications/tokenization', async (request, response) => {
    const event = readTokenizationEvent(
      request.rawBody ?? new Uint8Array(),
      request.get('hmacsignature'),
      deps.config.adyen.tokenizationHmacKeys,
    );
    if (event) await applyTokenEvent(deps, event);
    response.type('text/plain').send('[accepted]');
  });
  return router;
};
