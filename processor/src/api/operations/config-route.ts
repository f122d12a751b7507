import { Router } from 'express';
import type { Carts } from '../../commercetools/carts.ts';
import type { FindSession } from '../../commercetools/session.ts';
import type { Config } from '../../config/config.ts';
import { entryOfCart } from '../../config/merchant-accounts.ts';
import { currentSession } from '../../logging/request-context.ts';
import { browserConfig } from '../browser-config.ts';
import { requireSession } from '../middleware/authentication.ts';

/** `GET /operations/config`: what the enabler needs before it can show anything. */
export const operationsConfigRouter = (dependencies: {
  config: Config;
  carts: Pick<Carts, 'get'>;
  findSession: FindSession;
}): Router => {
  const { config, carts } = dependencies;
  const router = Router();
  const hasOwnKeys = config.adyen.merchantAccounts.some(({ clientKey }) => clientKey !== undefined);
  const dependsOnCart = hasOwnKeys || config.storedPaymentMethods.isEnabled;

  router.get('/operations/config', requireSession(dependencies), async (_request, response) => {
    const cart = dependsOnCart ? (await carts.get(currentSession().cartId))?.cart : undefined;
    const clientKey = cart && entryOfCart(config, cart).clientKey;
    response.json(browserConfig(config, { clientKey, isCustomer: cart?.customerId !== undefined }));
  });
  return router;
};
