import { Router } from 'express';
import type { FindSession } from '../commercetools/session.ts';
import type { Config } from '../config/config.ts';
import { browserConfig } from './browser-config.ts';
import { requireSession } from './middleware/authentication.ts';

/** `GET /operations/config`: what the enabler needs before it can show anything. */
export const operationsConfigRouter = (dependencies: {
  config: Config;
  findSession: FindSession;
}): Router => {
  const router = Router();
  const answer = browserConfig(dependencies.config);
  router.get('/operations/config', requireSession(dependencies), (_request, response) => {
    response.json(answer);
  });
  return router;
};
