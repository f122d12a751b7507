import type { RequestHandler } from 'express';
import type { Logger } from '../../logging/logger.ts';

/** One line per request. The path is written without its query, which carries session ids and redirect results. */
export const accessLog =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now();
    const path = request.path.slice(0, 256);
    const { method } = request;
    response.once('close', () => {
      const log = path === '/health' ? logger.debug : logger.info;
      log('request', {
        method,
        path,
        status: response.statusCode,
        ms: Math.round(performance.now() - startedAt),
        ...(response.writableFinished ? {} : { isAborted: true }),
      });
    });
    next();
  };
