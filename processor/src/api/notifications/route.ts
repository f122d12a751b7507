import { Router } from 'express';
import { readNotifications } from '../../adyen/webhooks/parse.ts';
import type { Instruments } from '../../observability/instruments.ts';
import { countNotifications } from '../../observability/notifications.ts';
import { inAdyensTime, stored, verified, type NotificationVerification } from './verified-notification.ts';
import { applyNotifications } from '../../notifications/apply-notifications.ts';
import type { PaymentDependencies } from '../../use-case.ts';

/** `POST /notifications`: Adyen's standard webhooks. */
export const notificationsRouter = (
  deps: PaymentDependencies & NotificationVerification & { readonly instruments: Instruments },
): Router => {
  const router = Router();
  router.post('/notifications', async (request, response) => {
    const items = await inAdyensTime(async () => {
      const read = await verified(deps, 'standard', (keysOf) => readNotifications(request.body, keysOf));
      await stored(() => applyNotifications(deps, read));
      return read;
    });
    countNotifications(items, deps.instruments);
    response.type('text/plain').send('[accepted]');
  });
  return router;
};
