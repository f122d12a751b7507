import type { ErrorRequestHandler, RequestHandler } from 'express';
import { notFound, type Fault } from '../../errors.ts';
import type { Logger } from '../../logging/logger.ts';
import { rememberErrorCode } from '../../observability/requests.ts';
import { errorBody } from './error-body.ts';
import { toFault } from './to-fault.ts';

const logFault = (logger: Logger, fault: Fault): void => {
  const { statusCode, code, message, privateMessage, cause } = fault;
  const fields = { statusCode, code, error: message, reason: privateMessage, cause };
  if (statusCode >= 500) logger.error('request failed', fields);
  else
    logger.info('request refused', { ...fields, cause: cause instanceof Error ? cause.message : undefined });
};

/** Turns whatever was thrown into the error body of docs/api.md, and into one log line. */
export const errorResponse =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    const fault = toFault(error);
    logFault(logger, fault);
    rememberErrorCode(response, fault.code);
    if (response.headersSent) {
      next(error);
      return;
    }
    response.status(fault.statusCode).set(fault.headers).json(errorBody(fault));
  };

/** Where no route answered. */
export const unknownRoute: RequestHandler = () => {
  throw notFound('The requested path');
};
