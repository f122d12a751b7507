import { Router } from 'express';
import { readTokenizationEvent } from '../../adyen/webhooks/tokenization.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { applyTokenNotification } from '../../notifications/apply-token-notification.ts';
import { inAdyensTime, stored, verified, type NotificationVerification } from './verified-notification.ts';

/** `POST /notifications/tokenization`: Adyen's `recurring.token.*` webhooks, signed over the raw bytes. */
export const tokenizationNotificationsRouter = (
  deps: PaymentDependencies & NotificationVerification,
): Router => {
  const router = Router();
  router.post('/notifications/tokenization', async (request, response) => {
    const bytes = request.rawBody ?? new Uint8Array();
    const signature = request.get('hmacsignature');
    await inAdyensTime(async () => {
      const event = await verified(deps, 'tokenization', (keysOf) =>
        readTokenizationEvent(bytes, signature, keysOf),
      );
      if (event) await stored(() => applyTokenNotification(deps, event));
    });
    response.type('text/plain').send('[accepted]');
  });
  return router;
};
