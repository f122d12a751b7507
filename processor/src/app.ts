import express, { type Express, type Router } from 'express';
import helmet from 'helmet';
import type { Config } from './config/config.ts';
import type { Logger } from './logging/logger.ts';
import { healthRouter, type Lifecycle } from './api/operations/health-route.ts';
import type { Instruments } from './observability/instruments.ts';
import { observeRequests } from './observability/requests.ts';
import { accessLog } from './api/middleware/access-log.ts';
import { body } from './api/middleware/body.ts';
import { correlation } from './api/middleware/correlation.ts';
import { crossOrigin } from './api/middleware/cross-origin.ts';
import { errorResponse, unknownRoute } from './api/middleware/errors.ts';
import { loadShedding } from './api/middleware/load-shedding.ts';
import { rateLimit } from './api/middleware/rate-limit.ts';
import { shopperReturn } from './api/middleware/shopper-return.ts';
import { urlLimit } from './api/middleware/url-limit.ts';

export interface AppDependencies {
  readonly config: Pick<Config, 'allowedOrigins' | 'limits' | 'merchantReturnUrl'>;
  readonly logger: Logger;
  readonly lifecycle: Lifecycle;
  readonly instruments: Instruments;
  readonly routers: readonly Router[];
}

// Answers are JSON for pages of other origins. No opener policy: it would part a redirect's popup from the shop's page.
const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
});

/** The HTTP application. What comes before the routers holds for every one of them, in this order. */
export const createApp = ({ config, logger, lifecycle, instruments, routers }: AppDependencies): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // The platform's proxy appends the address it was called from; anything before it is the caller's own invention.
  app.set('trust proxy', 1);
  app.use(correlation);
  app.use(observeRequests(instruments));
  app.use(accessLog(logger));
  app.use(securityHeaders);
  app.use(crossOrigin(config.allowedOrigins));
  app.use(healthRouter(lifecycle));
  app.use(urlLimit);
  app.use(rateLimit(config.limits));
  app.use(body());
  // A request counts as in flight once its body is complete: clients that send slowly take no capacity from others.
  app.use(loadShedding(config.limits.inFlight));
  for (const router of routers) app.use(router);
  app.use(unknownRoute);
  app.use(shopperReturn(config, logger));
  app.use(errorResponse(logger));
  return app;
};
