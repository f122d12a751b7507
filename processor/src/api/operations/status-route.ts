import { Router } from 'express';
import packageJson from '../../../package.json' with { type: 'json' };
import type { VerifyJwt } from '../../commercetools/jwt.ts';
import type { Logger } from '../../logging/logger.ts';
import { requireJwt } from '../middleware/authentication.ts';
import { overallStatus, runCheck, type StatusCheck } from '../../status-checks/check.ts';

interface StatusDependencies {
  readonly verifyJwt: VerifyJwt;
  readonly logger: Logger;
  readonly statusChecks: readonly StatusCheck[];
  readonly config: { readonly healthCheckTimeoutMs: number };
}

const metadata = {
  name: 'adyen-connector-for-commercetools',
  description: packageJson.description,
  '@adyen/api-library': packageJson.dependencies['@adyen/api-library'],
  '@commercetools/connect-payments-sdk': packageJson.dependencies['@commercetools/connect-payments-sdk'],
};

/** `GET /operations/status`: whether commercetools and Adyen can be used with the configuration as it is. */
export const operationsStatusRouter = (dependencies: StatusDependencies): Router => {
  const { config, logger, statusChecks } = dependencies;
  const report = (check: string, error: unknown): void =>
    logger.error('status check failed', { check, error });
  const router = Router();
  router.get('/operations/status', requireJwt(dependencies), async (_request, response) => {
    const checks = await Promise.all(
      statusChecks.map((check) => runCheck(check, config.healthCheckTimeoutMs, report)),
    );
    const status = overallStatus(checks);
    response.status(status === 'Unavailable' ? 503 : 200).json({
      status,
      timestamp: new Date().toISOString(),
      version: packageJson.version,
      metadata,
      checks,
    });
  });
  return router;
};
