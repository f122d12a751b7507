import { Router } from 'express';
import { readNotifications } from '../adyen/webhooks/parse.ts';
import { countNotifications } from '../observability/notifications.ts';
import { applyNotifications, type NotificationDependencies } from '../payments/apply-notifications.ts';

/** `POST /notifications`: Adyen's standard webhooks. */
export const notificationsRouter = (deps: NotificationDependencies): Router => {
  const router = Router();
  router.post('/notifications', async (request, response) => {
    const items = readNotifications(request.body, deps.config.adyen.hmacKeys);
    await applyNotifications(deps, items);
    countNotifications(items);
    response.type('text/plain').send('[accepted]');
  });
  return router;
};
