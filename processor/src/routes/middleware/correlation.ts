import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { runInContext } from '../../context/request-context.ts';

const form = /^[A-Za-z0-9_\-./:=+@]{1,256}$/;

const given = (value: string | undefined): string | undefined =>
  value !== undefined && form.test(value) ? value : undefined;

/** Gives every request its context and every response its `X-Correlation-ID`: the caller's if it sent a sane one. */
export const correlation: RequestHandler = (request, response, next) => {
  const correlationId =
    given(request.get('x-correlation-id')) ?? given(request.get('x-request-id')) ?? randomUUID();
  response.set('X-Correlation-ID', correlationId);
  runInContext({ correlationId }, next);
};
