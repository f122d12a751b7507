import type { HttpOutcome, HttpRetryPolicy } from './retry.ts';
import { TransportError, type OutgoingRequest } from './transport.ts';

// Policies for requests over HTTP, which an API picks from.

const PAUSES_MS: readonly number[] = [100, 300];

const pauseMs = (tries: number): number => {
  const longest = PAUSES_MS[tries - 1] ?? 0;
  return longest / 2 + (Math.random() * longest) / 2;
};

const policy = (isWorthRepeating: (outcome: HttpOutcome) => boolean): HttpRetryPolicy => ({
  tries: PAUSES_MS.length + 1,
  pauseMs,
  // The caller has waited long enough for one that used up its time.
  isWorthRepeating: (outcome) =>
    !(outcome instanceof TransportError && outcome.code === 'TIMEOUT') && isWorthRepeating(outcome),
});

const didNotArrive = (outcome: HttpOutcome): boolean =>
  outcome instanceof TransportError && !outcome.mayHaveArrived;

/** A request that changes nothing. */
export const reads = policy((outcome) => outcome instanceof TransportError || outcome.status >= 500);

/** A request that changes something, and must not do so twice. */
export const writes = policy(didNotArrive);

/** A write behind a gateway whose 503 says that it did not pass the request on; 500, 502 and 504 may follow a write. */
export const writesBehindGateway = policy(
  (outcome) => didNotArrive(outcome) || (!(outcome instanceof TransportError) && outcome.status === 503),
);

/** One policy for GET and HEAD, another for the rest. */
export const byMethod =
  (ofReads: HttpRetryPolicy, ofWrites: HttpRetryPolicy) =>
  ({ method }: OutgoingRequest): HttpRetryPolicy =>
    method === 'GET' || method === 'HEAD' ? ofReads : ofWrites;
