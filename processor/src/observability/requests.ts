import { context, propagation, SpanKind, trace, type Attributes } from '@opentelemetry/api';
import type { Request, RequestHandler, Response } from 'express';
import type { Instruments } from './instruments.ts';
import { failed, isTraced, startSpan } from './spans.ts';

const methods = new Set(['GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PUT', 'PATCH']);

/** The route's pattern, never the path: paths hold ids, and unknown ones would make series without end. */
const routeOf = ({ route }: Request): string | undefined => {
  const path = (route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : undefined;
};

/** What the error middleware leaves for this one: the code that the caller was told. */
export const rememberErrorCode = ({ locals }: Response, code: string): void => {
  locals['errorCode'] = code;
};

const outcomeOf = (request: Request, { statusCode, locals }: Response): Attributes => {
  const code: unknown = locals['errorCode'];
  const route = routeOf(request);
  return {
    'http.request.method': methods.has(request.method) ? request.method : '_OTHER',
    'http.response.status_code': statusCode,
    ...(route !== undefined && { 'http.route': route }),
    ...(typeof code === 'string' && { 'error.type': code }),
  };
};

/** A server span and a measurement per request; what the request starts upstream are the span's children. */
export const observeRequests =
  (instruments: Pick<Instruments, 'serverDuration'>): RequestHandler =>
  (request, response, next) => {
    if (request.path === '/health') {
      next();
      return;
    }
    const startedAt = performance.now();
    const parent = propagation.extract(context.active(), request.headers);
    const span = startSpan(request.method, SpanKind.SERVER, parent);
    response.once('close', () => {
      const attributes = outcomeOf(request, response);
      instruments.serverDuration.record((performance.now() - startedAt) / 1000, attributes);
      if (!isTraced(span)) return;
      const { 'http.route': route, 'error.type': type } = attributes;
      span.setAttributes({ ...attributes, 'connector.aborted': !response.writableFinished });
      if (typeof route === 'string') span.updateName(`${request.method} ${route}`);
      if (response.statusCode >= 500) {
        failed(span, typeof type === 'string' ? type : String(response.statusCode));
      }
      span.end();
    });
    if (!isTraced(span)) {
      next();
      return;
    }
    context.with(trace.setSpan(parent, span), next);
  };
