import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import express, { type RequestHandler } from 'express';
import { Fault } from '../../errors.ts';

declare module 'node:http' {
  interface IncomingMessage {
    /** The body as it came, for signatures over bytes; kept for `/notifications/*` only. */
    rawBody?: Buffer;
  }
}

const kilobyte = 1024;
const limit = 256 * kilobyte;
const notificationLimit = 1024 * kilobyte;

const isNotification = (path: string): boolean => /^\/notifications(\/|$)/i.test(path);

const keepBytes = (request: IncomingMessage, _response: ServerResponse, bytes: Buffer): void => {
  request.rawBody = bytes;
};

const json: RequestHandler = express.json({ limit });
const notificationJson: RequestHandler = express.json({ limit: notificationLimit, verify: keepBytes });

const carriesBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || !['0', undefined].includes(headers['content-length']);

/** Parses JSON bodies within the limits of the contract; a body of another type is refused instead of ignored. */
export const body: RequestHandler = (request, response, next) => {
  if (carriesBody(request.headers) && !request.is('application/json')) {
    throw new Fault(
      415,
      'UnsupportedMediaType',
      'The body must be JSON with the content type application/json.',
    );
  }
  (isNotification(request.path) ? notificationJson : json)(request, response, next);
};
