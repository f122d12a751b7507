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
  const answer = browserConfig(config);
  const hasOwnKeys = config.adyen.merchantAccounts.some(({ clientKey }) => clientKey !== undefined);

  router.get('/operations/config', requireSession(dependencies), async (_request, response) => {
    const found = hasOwnKeys ? await carts.get(currentSession().cartId) : undefined;
    const clientKey = found && entryOfCart(config, found.cart).clientKey;
    response.json(clientKey === undefined ? answer : browserConfig(config, clientKey));
  });
  return router;
};
