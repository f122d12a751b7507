import { Router } from 'express';

/** Whether the service takes requests. Turned once, when it is told to stop. */
export interface Lifecycle {
  isStopping: boolean;
}

/** Liveness for the platform: no upstream call, since a restart would not mend commercetools or Adyen. */
export const healthRouter = (lifecycle: Lifecycle): Router => {
  const router = Router();
  router.get('/health', (_request, response) => {
    if (lifecycle.isStopping) response.status(503).json({ status: 'STOPPING' });
    else response.json({ status: 'OK' });
  });
  return router;
};
