import type { IncomingHttpHeaders } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { fault, type Fault } from '../../errors.ts';
import { createBodyReader } from './arriving-body.ts';
import { isNotification, limitsOf, notificationArrivals, ordinaryArrivals } from './body-limits.ts';
import { parseJson } from './json-body.ts';
import { createAdmission } from './notification-admission.ts';

declare module 'node:http' {
  interface IncomingMessage {
    /** The body as it came, for signatures over bytes; of `/notifications/*` only. */
    rawBody?: Buffer;
  }
}

const carriesBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || !['0', undefined].includes(headers['content-length']);

const unsupported = (message: string): Fault => fault('UnsupportedMediaType', { values: { message } });

/** A body of another type is refused instead of ignored; a compressed one can be a thousand times what was sent. */
const assertPlainJson = (request: Request): void => {
  if (!request.is('application/json')) {
    throw unsupported('The body must be JSON with the content type application/json.');
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.get('content-type') ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw unsupported('The body must be UTF-8.');
  if (!/^(identity)?$/i.test(request.get('content-encoding') ?? '')) {
    throw unsupported('The body must not be compressed: send it without Content-Encoding.');
  }
};

/** Reads and parses JSON bodies within their limits (docs/api.md). */
export const body = (): RequestHandler => {
  const readNotification = createBodyReader(notificationArrivals);
  const readOrdinary = createBodyReader(ordinaryArrivals);
  const admitNotification = createAdmission();

  const bytesOf = async (request: Request, response: Response, maximumBytes: number): Promise<Buffer> => {
    if (!isNotification(request.path)) return readOrdinary(request, maximumBytes);
    const bytes = await readNotification(request, maximumBytes);
    await admitNotification(bytes.length, response);
    return Object.assign(request, { rawBody: bytes }).rawBody;
  };

  return async (request, response, next) => {
    if (carriesBody(request.headers)) {
      assertPlainJson(request);
      const limits = limitsOf(request.path);
      const bytes = await bytesOf(request, response, limits.bytes);
      if (bytes.length > 0) request.body = parseJson(bytes, limits.values);
    }
    next();
  };
};
