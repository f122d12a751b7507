import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { fault, invalidInput, type Fault } from '../../errors.ts';
import { overloaded } from './load-shedding.ts';

export interface ArrivalLimits {
  /** Bytes of all unfinished bodies together. Beyond it the oldest is refused. */
  readonly unfinishedBytes: number;
  /** A body may take this long, and a second longer for every `bytesPerSecond` of it that have arrived. */
  readonly graceMs: number;
  readonly bytesPerSecond: number;
}

export type ArrivingRequest = Readable & Pick<IncomingMessage, 'headers'>;

/** Resolves with the complete body. @throws Fault 400, 408, 413 or 503 */
export type ReadBody = (request: ArrivingRequest, maximumBytes: number) => Promise<Buffer>;

interface Arrival {
  bytes: number;
  /** What it takes in memory: a body may arrive in pieces of one byte. */
  weight: number;
  readonly refuse: (fault: Fault) => void;
}

const pieceOverhead = 256;

/** For the response to reach a client that is still sending. */
const lingerMs = 2000;

const tooLarge = (): Fault => fault('PayloadTooLarge');
const tooSlow = (): Fault =>
  fault('InvalidInput', { status: 408, values: { message: 'The body did not arrive in time.' } });
const incomplete = (): Fault => invalidInput('The request ended before its body was complete.');

/** Discards the rest of the body, and after a moment the connection. */
const hangUpSoon = (request: ArrivingRequest): void => {
  if (request.destroyed) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), lingerMs);
  for (const event of ['end', 'close']) request.once(event, () => clearTimeout(timer));
};

/** Calls back once fewer bytes have arrived than the limits demand. Returns what stops it. */
const watchRate = (
  { graceMs, bytesPerSecond }: ArrivalLimits,
  arrival: Arrival,
  onTooSlow: () => void,
): (() => void) => {
  const startedAt = performance.now();
  let isWatching = true;
  let timer: NodeJS.Timeout;
  const check = (): void => {
    if (!isWatching) return;
    const allowedMs = graceMs + (arrival.bytes / bytesPerSecond) * 1000;
    const leftMs = allowedMs - (performance.now() - startedAt);
    if (leftMs <= 0) onTooSlow();
    // What arrived while this process was busy is read first.
    else timer = setTimeout(() => setImmediate(check), Math.ceil(leftMs));
  };
  check();
  return () => {
    isWatching = false;
    clearTimeout(timer);
  };
};

/**
 * Reads bodies within common limits, so that an unfinished request costs its sender and not the others. A complete body does
 * not count. The oldest unfinished one is refused first: to push out a body that takes a second, others have to send
 * `unfinishedBytes` in that second.
 */
export const createBodyReader = (limits: ArrivalLimits): ReadBody => {
  /** The oldest first. */
  const unfinished = new Set<Arrival>();
  let weight = 0;

  const refuseOldest = (): void => {
    for (const oldest of unfinished) {
      if (weight <= limits.unfinishedBytes) return;
      oldest.refuse(overloaded());
    }
  };

  return (request, maximumBytes) =>
    new Promise((resolve, reject) => {
      const pieces: Buffer[] = [];

      const settle = (): void => {
        stopWatching();
        unfinished.delete(arrival);
        weight -= arrival.weight;
        request.off('data', add).off('end', complete).off('close', abort);
      };
      const refuse = (fault: Fault): void => {
        settle();
        pieces.length = 0;
        hangUpSoon(request);
        reject(fault);
      };
      const add = (piece: Buffer): void => {
        arrival.bytes += piece.length;
        arrival.weight += piece.length + pieceOverhead;
        weight += piece.length + pieceOverhead;
        pieces.push(piece);
        if (arrival.bytes > maximumBytes) refuse(tooLarge());
        else refuseOldest();
      };
      const complete = (): void => {
        settle();
        resolve(Buffer.concat(pieces));
      };
      const abort = (): void => refuse(incomplete());

      const arrival: Arrival = { bytes: 0, weight: 0, refuse };
      const stopWatching = watchRate(limits, arrival, () => refuse(tooSlow()));
      unfinished.add(arrival);
      if (Number(request.headers['content-length'] ?? 0) > maximumBytes) refuse(tooLarge());
      else request.on('data', add).once('end', complete).once('close', abort);
    });
};
