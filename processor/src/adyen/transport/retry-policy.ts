import type { AdyenIdempotencyKey } from '../../identifiers.ts';
import type { RetryPolicy } from '../../upstream/retry.ts';
import { type AdyenOperation, operations } from '../operations.ts';
import { isUndecided, type TryOutcome } from './try-outcome.ts';

type Policy = RetryPolicy<TryOutcome>;

const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 3_000;
/** Adyen answers nearly every payment within this time. */
const USUAL_RESPONSE_MS = 2_000;
const USUAL_RESPONSE_PART = 0.2;

const common = {
  /** Adyen's own wish, else full jitter. */
  pauseMs: (tries, outcome) =>
    (isUndecided(outcome) ? outcome.retryAfterMs : undefined) ??
    Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)),

  /** Waiting for a request that Adyen is processing is no failure. */
  counts: (outcome) => !(isUndecided(outcome) && outcome.inProgress === true),

  /**
   * As long as certainly nothing arrived, a try that the budget would end before the usual time of a response can only make
   * the outcome unknown. Once a try may have arrived, a late one cannot do harm, and may fetch the response.
   */
  leastMs: (outcome, budgetMs) =>
    isUndecided(outcome) && !outcome.mayHaveArrived
      ? Math.min(USUAL_RESPONSE_MS, budgetMs * USUAL_RESPONSE_PART)
      : 0,
} satisfies Partial<Policy>;

const mayEndDifferently = (outcome: TryOutcome): boolean => isUndecided(outcome) && outcome.isFinal !== true;

/** A read is given up sooner: nothing depends on it, and a shopper waits. */
const reads: Policy = { ...common, tries: 4, isWorthRepeating: mayEndDifferently };

/** Adyen carries a request with an idempotency key out once, however often it comes. */
const withKey: Policy = { ...common, tries: 8, isWorthRepeating: mayEndDifferently };

const withoutKey: Policy = {
  ...common,
  tries: 8,
  isWorthRepeating: (outcome) =>
    mayEndDifferently(outcome) && isUndecided(outcome) && !outcome.mayHaveArrived,
};

interface Repeatable {
  readonly operation: AdyenOperation;
  readonly idempotencyKey?: AdyenIdempotencyKey | undefined;
}

/** Whether a request may arrive twice. */
export const isRepeatable = ({ operation, idempotencyKey }: Repeatable): boolean =>
  !operations[operation].hasEffect || idempotencyKey !== undefined;

export const retryPolicyOf = (request: Repeatable): Policy => {
  if (!operations[request.operation].hasEffect) return reads;
  return isRepeatable(request) ? withKey : withoutKey;
};
