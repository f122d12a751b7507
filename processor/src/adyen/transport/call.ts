import type { AdyenIdempotencyKey } from '../../identifiers.ts';
import type { Logger } from '../../logging/logger.ts';
import { retry, type Budget } from '../../upstream/retry.ts';
import type { Transport } from '../../upstream/transport.ts';
import { userAgent } from '../application-info.ts';
import { AdyenCredentialsRefused } from '../errors.ts';
import { type AdyenOperation, operations } from '../operations.ts';
import { type AdyenCall, type CallReport, resultOf } from './call-result.ts';
import { hedge } from './hedge.ts';
import { isRepeatable, retryPolicyOf } from './retry-policy.ts';
import { isUndecided, outcomeOfFailure, outcomeOfResponse, type TryOutcome } from './try-outcome.ts';

export type { AdyenCall } from './call-result.ts';

export interface CallOptions {
  /** At most 64 characters of `[A-Za-z0-9_-]`, bound to the request's content by the caller. */
  readonly idempotencyKey?: AdyenIdempotencyKey | undefined;
  /** Milliseconds for the whole call, its retries included; the configuration's unless given. */
  readonly deadlineMs?: number | undefined;
}

export interface CallContext {
  readonly send: Transport;
  /** Base URL of the API, without a trailing slash. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly deadlineMs: number;
  readonly logger: Pick<Logger, 'warn' | 'error'> | undefined;
  readonly onCall: ((call: AdyenCall) => void) | undefined;
}

export interface Call extends CallOptions {
  readonly operation: AdyenOperation;
  /** Below the base URL, with its query. */
  readonly path: string;
  /** JSON; the same text for every try. */
  readonly body: string | undefined;
}

/** A second series of tries starts after this much silence, or after this part of a shorter deadline. */
const SILENCE_MS = 8_000;
const SILENCE_PART = 0.4;

/**
 * Carries one operation out: within one deadline, repeated with the same key where repeating is safe, at most twice at
 * the same time.
 * @returns what was read of Adyen's response
 * @throws AdyenRefusedRequest, AdyenCredentialsRefused, AdyenUnreachable or AdyenOutcomeUnknown
 */
export const call = async (context: CallContext, request: Call): Promise<unknown> => {
  const { idempotencyKey, operation } = request;
  if (idempotencyKey !== undefined && !/^[\w-]{1,64}$/.test(idempotencyKey)) {
    throw new RangeError('An idempotency key has 1 to 64 characters of A-Z, a-z, 0-9, _ and -.');
  }
  const startedAt = performance.now();
  const ms = request.deadlineMs ?? context.deadlineMs;
  const end = new AbortController();
  const budget: Budget = { ms, endsAt: startedAt + ms, signal: end.signal };
  const state = { tries: 0, running: 0 };
  const start = async (): Promise<TryOutcome> => {
    state.running += 1;
    try {
      return await tryRepeatedly(context, request, budget, state);
    } finally {
      state.running -= 1;
    }
  };
  try {
    const outcomes = isRepeatable(request)
      ? await hedge({ start, isDecided, afterMs: Math.min(SILENCE_MS, ms * SILENCE_PART) })
      : [await start()];
    const report: CallReport = { operation, tries: state.tries, durationMs: performance.now() - startedAt };
    return resultOf(context, outcomes, report);
  } finally {
    // Aborting makes an error with its stack, so only where a second series is still on its way.
    if (state.running > 0) end.abort();
  }
};

const isDecided = (outcome: TryOutcome): boolean => !isUndecided(outcome);

/** One try after the other until one decides, or repeating is unsafe, pointless or too late. Never rejects. */
const tryRepeatedly = async (
  context: CallContext,
  request: Call,
  budget: Budget,
  state: { tries: number; readonly running: number },
): Promise<TryOutcome> => {
  const { operation } = request;
  let mayHaveArrived = false;
  const attempt = async (): Promise<TryOutcome> => {
    state.tries += 1;
    const outcome = await tryOnce(context, request, budget);
    // Beside another series, a try of that one is on its way.
    if (!isUndecided(outcome))
      return mayHaveArrived || state.running > 1 ? despiteOtherTry(outcome) : outcome;
    mayHaveArrived ||= outcome.mayHaveArrived;
    return mayHaveArrived === outcome.mayHaveArrived ? outcome : { ...outcome, mayHaveArrived };
  };
  return retry(retryPolicyOf(request), attempt, {
    budget,
    onRepeat: (outcome, tries) =>
      context.logger?.warn('A call to Adyen is repeated.', {
        operation,
        reason: isUndecided(outcome) ? outcome.reason : undefined,
        tries,
      }),
  });
};

/** Refused credentials say nothing about another try that may have arrived. */
const despiteOtherTry = (outcome: TryOutcome): TryOutcome =>
  outcome.kind === 'refused' && outcome.error instanceof AdyenCredentialsRefused
    ? { kind: 'undecided', mayHaveArrived: true, reason: 'answer', isFinal: true, cause: outcome.error }
    : outcome;

const tryOnce = async (
  { send, baseUrl, apiKey }: CallContext,
  { operation, path, body, idempotencyKey }: Call,
  { endsAt, signal }: Budget,
): Promise<TryOutcome> => {
  try {
    const response = await send({
      url: `${baseUrl}${path}`,
      method: operations[operation].method,
      headers: {
        'x-api-key': apiKey,
        'user-agent': userAgent,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body,
      timeoutMs: endsAt - performance.now(),
      signal,
    });
    return outcomeOfResponse(operation, response);
  } catch (error) {
    return outcomeOfFailure(error);
  }
};
