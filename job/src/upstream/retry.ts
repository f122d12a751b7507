import { setTimeout as sleep } from 'node:timers/promises';
import { TransportError, type OutgoingRequest, type Transport, type UpstreamResponse } from './transport.ts';

/** When something is tried again, as a value. */
export interface RetryPolicy<Outcome> {
  /** Tries that may end with an outcome that counts. */
  readonly tries: number;
  /** Whether another try is safe after this outcome, and may end differently. */
  readonly isWorthRepeating: (outcome: Outcome) => boolean;
  /** Milliseconds before the next try, random, so that callers that failed together do not come back together. */
  readonly pauseMs: (tries: number, outcome: Outcome) => number;
  /** Whether an outcome uses up one of the tries; by default each does. */
  readonly counts?: (outcome: Outcome) => boolean;
  /** Milliseconds without which a further try is not begun, of a budget of so many. */
  readonly leastMs?: (outcome: Outcome, budgetMs: number) => number;
}

/** The time for all tries together. */
export interface Budget {
  readonly ms: number;
  /** On the clock of `performance.now()`. */
  readonly endsAt: number;
  /** Ends a pause: nobody waits for another try any more. */
  readonly signal: AbortSignal;
}

/** Tries until the policy or the budget ends it. @returns the last outcome */
export const retry = async <Outcome>(
  policy: RetryPolicy<Outcome>,
  attempt: () => Promise<Outcome>,
  { budget, onRepeat }: { budget?: Budget; onRepeat?: (outcome: Outcome, tries: number) => void } = {},
): Promise<Outcome> => {
  const { counts = () => true, leastMs = () => 0 } = policy;
  let counted = 0;
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt();
    if (counts(outcome)) counted += 1;
    if (counted >= policy.tries || !policy.isWorthRepeating(outcome)) return outcome;
    const pauseMs = policy.pauseMs(tries, outcome);
    const hasTimeFor = (ms: number): boolean =>
      !budget || performance.now() + ms < budget.endsAt - leastMs(outcome, budget.ms);
    if (!hasTimeFor(pauseMs)) return outcome;
    onRepeat?.(outcome, tries);
    // A busy process wakes up late: what is left of the budget is looked at again.
    if (!(await paused(pauseMs, budget?.signal)) || !hasTimeFor(0)) return outcome;
  }
};

/** Whether the pause went to its end. */
const paused = async (ms: number, signal: AbortSignal | undefined): Promise<boolean> => {
  try {
    await sleep(ms, undefined, signal && { signal });
    return true;
  } catch {
    return false;
  }
};

/** What came of one request: the response, or why there is none. */
export type HttpOutcome = UpstreamResponse | TransportError;

export type HttpRetryPolicy = RetryPolicy<HttpOutcome>;

const outcomeOf = async (send: Transport, outgoing: OutgoingRequest): Promise<HttpOutcome> => {
  try {
    return await send(outgoing);
  } catch (error) {
    if (error instanceof TransportError) return error;
    throw error;
  }
};

/** The transport that repeats what the request's policy lets it. */
export const withRetries =
  (send: Transport, policyOf: (outgoing: OutgoingRequest) => HttpRetryPolicy): Transport =>
  async (outgoing) => {
    const outcome = await retry(policyOf(outgoing), () => outcomeOf(send, outgoing));
    if (outcome instanceof TransportError) throw outcome;
    return outcome;
  };
