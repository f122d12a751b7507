import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { fault } from '../../errors.ts';
import { errorBody } from './error-body.ts';

type Refusal = readonly [status: 400 | 408 | 431, reason: string, message: string];

const answers: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', "The request's headers are too large."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request was not complete in time.'],
};

/** For an answer to reach who is slow. */
const LONGEST_GOODBYE_MS = 1000;

const malformed: Refusal = [400, 'Bad Request', 'The request is not valid HTTP.'];

/** Answers what Node refuses before any application sees it, in the same form as every other error. */
export const refuseMalformed = (error: Error & { code?: string }, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason, message] = answers[error.code ?? ''] ?? malformed;
  const body = JSON.stringify(errorBody(fault('InvalidInput', { status, values: { message } })));
  const headers = [
    `HTTP/1.1 ${status} ${reason}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Correlation-ID: ${randomUUID()}`,
    'Connection: close',
  ];
  // A client that does not read, or does not hang up, would keep the socket, and its request would count as being served.
  const insist = setTimeout(() => socket.destroy(), LONGEST_GOODBYE_MS);
  socket.once('close', () => clearTimeout(insist));
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
};
