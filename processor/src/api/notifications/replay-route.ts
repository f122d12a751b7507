import { Router } from 'express';
import type { Introspect } from '../../commercetools/introspection.ts';
import type { ReplayDependencies } from '../../notifications/replay-event.ts';
import { replay } from '../../notifications/replay.ts';
import { requireOAuth2 } from '../middleware/authentication.ts';
import { parseBody } from '../middleware/parse.ts';
import { replayBody } from './replay-body.ts';

/** `POST /operations/notifications/replay`: applies what was set aside again, for a payment or a time. */
export const notificationsReplayRouter = (
  deps: ReplayDependencies & { readonly introspect: Introspect },
): Router => {
  const router = Router();
  const oauth2 = { introspect: deps.introspect, projectKey: deps.config.commercetools.projectKey };
  const authenticated = requireOAuth2(oauth2, 'manage_checkout_payment_intents');
  router.post('/operations/notifications/replay', authenticated, async (request, response) => {
    response.json(await replay(deps, parseBody(replayBody, request.body)));
  });
  return router;
};
