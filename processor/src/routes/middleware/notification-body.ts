import express, { type RequestHandler } from 'express';
import { Fault } from '../../errors.ts';
import { createRoom } from '../../http/room.ts';
import { overloaded } from './load-shedding.ts';

declare module 'node:http' {
  interface IncomingMessage {
    /** The body as it came, for signatures over bytes; kept for `/notifications/*` only. */
    rawBody?: Buffer;
  }
}

const kilobyte = 1024;
const limit = 1024 * kilobyte;
/** Adyen's batches have a few kilobytes. */
const ordinary = 64 * kilobyte;
/** A body becomes up to thirty times as large when it is parsed, and its signature is known only then. */
const parsedAtOnce = 2 * limit;
const waitingAtMost = 32 * limit;

const readBytes: RequestHandler = express.raw({ type: () => true, limit });

const parse = (bytes: Buffer): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null) return value;
  throw new Fault(400, 'InvalidJsonInput', 'The body is not a JSON object.');
};

/** Parses notifications, large ones few at a time: anybody may send them, and together they must not fill the memory. */
export const notificationBody = (): RequestHandler => {
  const room = createRoom(parsedAtOnce);
  return (request, response, next) => {
    const proceed = (bytes: Buffer): void => {
      request.body = bytes.length === 0 ? undefined : parse(bytes);
      Object.assign(request, { rawBody: bytes });
      next();
    };
    const wait = async (bytes: Buffer): Promise<void> => {
      if (room.waiting + bytes.length > waitingAtMost) throw overloaded();
      const leave = await room.enter(bytes.length);
      response.once('close', leave);
      if (response.closed) leave();
      else proceed(bytes);
    };
    readBytes(request, response, (error?: unknown) => {
      if (error !== undefined) {
        next(error);
        return;
      }
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const work = bytes.length > ordinary ? wait(bytes) : Promise.resolve().then(() => proceed(bytes));
      work.catch(next);
    });
  };
};
