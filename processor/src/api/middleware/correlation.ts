import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { runInContext } from '../../logging/request-context.ts';

/** Anything printable: a header cannot be split with it, and the log is JSON. */
const form = /^[\x20-\x7e]{1,256}$/;

const given = (value: string | undefined): string | undefined =>
  value !== undefined && form.test(value) ? value : undefined;

/** Gives every request its context and every response its `X-Correlation-ID`: the caller's if it sent a sane one. */
export const correlation: RequestHandler = (request, response, next) => {
  const correlationId =
    given(request.get('x-correlation-id')) ?? given(request.get('x-request-id')) ?? randomUUID();
  response.set('X-Correlation-ID', correlationId);
  runInContext({ correlationId }, next);
};
