import { setTimeout as sleep } from 'node:timers/promises';
import { TransportError, type Answer, type OutgoingRequest, type Transport } from './transport.ts';

const delaysMs = [100, 300];

/** Full jitter, so that many instances do not come back at the same moment. */
const wait = (delayMs: number): Promise<void> => sleep(delayMs / 2 + (Math.random() * delayMs) / 2);

const isRead = ({ method }: OutgoingRequest): boolean => method === 'GET' || method === 'HEAD';

// 503 comes from a gateway that did not pass the request on; 500, 502 and 504 may follow a write that happened.
const isWorthRepeating = (outgoing: OutgoingRequest, { status }: Answer): boolean =>
  isRead(outgoing) ? status >= 500 : status === 503;

const isSafeToRepeat = (outgoing: OutgoingRequest, error: unknown): boolean => {
  if (!(error instanceof TransportError) || error.code === 'TIMEOUT') return false;
  return isRead(outgoing) || !error.isSent;
};

/** Repeats a request, at most twice, where that cannot have an effect twice and has a prospect of success. */
export const withRetries =
  (send: Transport): Transport =>
  async (outgoing) => {
    for (const delayMs of delaysMs) {
      try {
        const answer = await send(outgoing);
        if (!isWorthRepeating(outgoing, answer)) return answer;
      } catch (error) {
        if (!isSafeToRepeat(outgoing, error)) throw error;
      }
      await wait(delayMs);
    }
    return send(outgoing);
  };
