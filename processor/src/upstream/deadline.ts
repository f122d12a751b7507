import { AsyncLocalStorage } from 'node:async_hooks';
import { TransportError, type Transport } from './transport.ts';

/** How long the work of a request may take, wherever its code runs. */
interface Deadline {
  /** On the clock of `performance.now()`. */
  readonly endsAt: number;
  /** Aborted when the time is over. */
  readonly signal: AbortSignal;
}

const storage = new AsyncLocalStorage<Deadline | undefined>();

const timedOut = (): TransportError => new TransportError('TIMEOUT', false);

/**
 * Runs work that has so much time. When it is over this rejects, the work begins no further upstream call that is made through
 * `inTime`, and its reads end. A write that is on its way is left to its own time limit: it may still succeed.
 * @throws TransportError `TIMEOUT` when the time is over, else what `work` throws
 */
export const runWithin = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), ms);
  try {
    return await storage.run({ endsAt: performance.now() + ms, signal: end.signal }, () =>
      beforeDeadline(work()),
    );
  } finally {
    clearTimeout(timer);
  }
};

/** Waits for shared work, which goes on for others when the time of this request is over. @throws TransportError `TIMEOUT` */
export const beforeDeadline = async <T>(work: Promise<T>): Promise<T> => {
  const signal = storage.getStore()?.signal;
  if (!signal) return work;
  let onAbort: () => void = () => undefined;
  const over = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(timedOut());
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

/** Work of its own, that the time of the request which happens to begin it does not end. */
export const withoutDeadline = <T>(work: () => T): T => storage.run(undefined, work);

/** The transport that begins nothing after the deadline of the request being served, and ends its reads with it. */
export const inTime =
  (send: Transport): Transport =>
  async (outgoing) => {
    const deadline = storage.getStore();
    if (!deadline) return send(outgoing);
    const leftMs = deadline.endsAt - performance.now();
    if (leftMs <= 0) throw timedOut();
    const isRead = outgoing.method === 'GET' || outgoing.method === 'HEAD';
    return send(isRead ? { ...outgoing, timeoutMs: Math.min(outgoing.timeoutMs, leftMs) } : outgoing);
  };
