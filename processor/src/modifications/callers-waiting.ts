import { randomUUID } from 'node:crypto';
import type { CallersWaiting } from '../use-case.ts';

/** The oldest failed requests are forgotten beyond these. */
const MAX_FAILED = 1000;

/**
 * An intent of a caller who waits belongs to that caller: another request for the same amount at the same time is another
 * modification. An intent of nobody was cut off, and the same request continues it. When the process crashes its intents
 * become those of another process.
 *
 * A request that failed is remembered for a while: the note that its caller was told is written together with the outcome, and
 * the response to that write may have been lost. The caller was told that trying again is safe.
 */
export const createCallersWaiting = (processId: string): CallersWaiting => {
  const waiting = new Set<string>();
  const failed = new Set<string>();

  const rememberFailure = (requestId: string): void => {
    failed.add(requestId);
    const [oldest] = failed;
    if (failed.size > MAX_FAILED && oldest !== undefined) failed.delete(oldest);
  };

  return {
    wait: async (left, run) => {
      const requestId = randomUUID();
      waiting.add(requestId);
      void left.then(() => waiting.delete(requestId));
      try {
        return await run({ kind: 'unkeyed', processId, requestId });
      } catch (error) {
        rememberFailure(requestId);
        throw error;
      } finally {
        waiting.delete(requestId);
      }
    },
    stateOf: (identity) => {
      if (identity.processId !== processId) return 'elsewhere';
      if (waiting.has(identity.requestId)) return 'waiting';
      return failed.has(identity.requestId) ? 'failed' : 'gone';
    },
    markTold: ({ requestId }) => {
      failed.delete(requestId);
    },
  };
};
