import type { Response } from 'express';
import { createRoom } from './room.ts';
import { overloaded } from './load-shedding.ts';

const kilobyte = 1024;
/** Adyen's notifications have a few kilobytes. */
const ordinary = 64 * kilobyte;
const servedAtOnce = 2048 * kilobyte;
const waitingAtMost = 16 * servedAtOnce;

/**
 * Admits large notifications few at a time: anybody may send them, and while the keys are looked up again they stay in memory
 * together with what was parsed of them. Resolves when it is the request's turn; rejects with a Fault 503.
 */
export const createAdmission = (): ((bytes: number, response: Response) => Promise<void>) => {
  const room = createRoom(servedAtOnce);
  return async (bytes, response) => {
    if (bytes <= ordinary) return;
    if (room.waiting + bytes > waitingAtMost) throw overloaded();
    const leave = await room.enter(bytes);
    response.once('close', leave);
    if (!response.closed) return;
    leave();
    throw overloaded();
  };
};
