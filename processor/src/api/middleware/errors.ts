import type { ErrorRequestHandler, RequestHandler } from 'express';
import * as z from 'zod';
import { toCommercetoolsFault } from '../../commercetools/errors.ts';
import { currentContext } from '../../logging/request-context.ts';
import { Fault, notFound } from '../../errors.ts';
import type { Logger } from '../../logging/logger.ts';
import { rememberErrorCode } from '../../observability/requests.ts';
import { InvalidFields } from './parse.ts';

const httpErrorSchema = z.object({ status: z.int().min(400).max(499), type: z.string().default('') });

/**
 * Express's own errors are known by `expose`; a path that cannot be decoded is a URIError. Their messages repeat what was sent.
 */
const fromHttp = (error: unknown): Fault | undefined => {
  if (!(error instanceof URIError || (error instanceof Error && 'expose' in error))) return undefined;
  const parsed = httpErrorSchema.safeParse(error);
  if (!parsed.success) return undefined;
  const { status, type } = parsed.data;
  return new Fault(status, 'InvalidInput', 'The request is malformed.', { privateMessage: type });
};

const bug = (cause: unknown): Fault =>
  new Fault(500, 'General', 'Something went wrong on our side.', {
    cause,
    fields: { correlationId: currentContext()?.correlationId },
  });

const toFault = (error: unknown): Fault => {
  if (error instanceof Fault) return error;
  if (error instanceof z.ZodError) return new InvalidFields(error.issues);
  const fault = fromHttp(error) ?? toCommercetoolsFault(error);
  return fault instanceof Fault ? fault : bug(error);
};

const bodyOf = (fault: Fault): Record<string, unknown> => {
  const { statusCode, code, message, fields } = fault;
  const errors = fault instanceof InvalidFields ? fault.errors : [{ code, message, ...fields }];
  const oauth = statusCode === 401 ? { error: code, error_description: message } : {};
  return { statusCode, message, errors, ...oauth };
};

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
    response.status(fault.statusCode).set(fault.headers).json(bodyOf(fault));
  };

/** Where no route answered. */
export const unknownRoute: RequestHandler = () => {
  throw notFound('The requested path');
};
