import { randomUUID } from 'node:crypto';
import type { CallersWaiting } from '../use-case.ts';

/** The oldest failed requests are forgotten beyond these. */
const MAX_FAILED = 1000;

/**
 * While a caller waits, the intent is theirs: another request for the same amount at the same time is another modification. An
 * intent that no caller waits for was cut off, and the same request continues it. After a crash the intents of this process count
 * as those of another one.
 *
 * A request that failed is remembered for a while. The note that its caller has the outcome is written together with the outcome,
 * and the response to that write may have been lost; the caller's error said that trying again is safe.
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
    markAnswered: ({ requestId }) => {
      failed.delete(requestId);
    },
  };
};
