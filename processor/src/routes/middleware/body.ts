import type { IncomingHttpHeaders } from 'node:http';
import express, { type Request, type RequestHandler } from 'express';
import { Fault } from '../../errors.ts';
import { notificationBody } from './notification-body.ts';

const isNotification = (path: string): boolean => /^\/notifications(\/|$)/i.test(path);

const json: RequestHandler = express.json({ limit: 256 * 1024 });
const notification = notificationBody();

/** Of all requests together, in bytes. More is no honest client's: the connection is closed. */
const arrivingAtMost = 64 * 1024 * 1024;
let arriving = 0;

const count = (request: Request): void => {
  let own = 0;
  request.on('data', ({ length }: Buffer) => {
    own += length;
    arriving += length;
    if (arriving > arrivingAtMost) request.destroy();
  });
  request.once('close', () => (arriving -= own));
};

const carriesBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || !['0', undefined].includes(headers['content-length']);

/** Parses JSON bodies within their limits (docs/api.md); a body of another type is refused instead of ignored. */
export const body: RequestHandler = (request, response, next) => {
  if (carriesBody(request.headers)) {
    if (!request.is('application/json')) {
      throw new Fault(
        415,
        'UnsupportedMediaType',
        'The body must be JSON with the content type application/json.',
      );
    }
    count(request);
  }
  (isNotification(request.path) ? notification : json)(request, response, next);
};
