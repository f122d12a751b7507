import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../logging/logger.ts';
import {
  AdyenCredentialsRefused,
  AdyenOutcomeUnknown,
  AdyenUnreachable,
  type UnknownReason,
} from '../errors.ts';
import { type AdyenOperation, operations } from '../operations.ts';
import { hedge } from './hedge.ts';
import type { Http } from './http.ts';
import { judgeAnswer, judgeFailure, type Verdict } from './verdict.ts';

export interface CallOptions {
  /** At most 64 characters of `[A-Za-z0-9_-]`, bound to the request's content by the caller. */
  readonly idempotencyKey?: string | undefined;
  /** Milliseconds for the whole call, its retries included; the configuration's unless given. */
  readonly deadlineMs?: number | undefined;
}

/** One finished call, for metrics. */
export interface AdyenCall {
  readonly operation: AdyenOperation;
  readonly outcome: 'answered' | 'refused' | 'unreachable' | 'unknown';
  readonly tries: number;
  readonly durationMs: number;
}

export interface CallContext {
  readonly http: Http;
  readonly deadlineMs: number;
  readonly logger: Pick<Logger, 'warn' | 'error'> | undefined;
  readonly onCall: ((call: AdyenCall) => void) | undefined;
}

export interface Call extends CallOptions {
  readonly operation: AdyenOperation;
  readonly path: string;
  /** JSON; the same text for every try. */
  readonly body: string | undefined;
}

const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 3_000;
/** A second try starts after this much silence, or after this part of a shorter deadline. */
const SILENCE_MS = 8_000;
const SILENCE_PART = 0.4;

/**
 * Carries one operation out: within one deadline, repeated with the same key where repeating is safe, at most twice at
 * the same time.
 * @returns what was read of Adyen's answer
 * @throws AdyenRefusedRequest, AdyenCredentialsRefused, AdyenUnreachable or AdyenOutcomeUnknown
 */
export const call = async (context: CallContext, request: Call): Promise<unknown> => {
  const { idempotencyKey, operation } = request;
  if (idempotencyKey !== undefined && !/^[\w-]{1,64}$/.test(idempotencyKey)) {
    throw new RangeError('An idempotency key has 1 to 64 characters of A-Z, a-z, 0-9, _ and -.');
  }
  const started = performance.now();
  const budget = request.deadlineMs ?? context.deadlineMs;
  const deadline = { at: started + budget, controller: new AbortController() };
  const timer = setTimeout(() => deadline.controller.abort(), budget);
  const state = { tries: 0, running: 0 };
  const start = async () => {
    state.running += 1;
    try {
      return await lane(context, request, deadline, state);
    } finally {
      state.running -= 1;
    }
  };
  try {
    const results = mayBeRepeated(request)
      ? await hedge({ start, isSettled, afterMs: Math.min(SILENCE_MS, budget * SILENCE_PART) })
      : [await start()];
    return conclude(context, operation, results, {
      tries: state.tries,
      durationMs: performance.now() - started,
    });
  } finally {
    clearTimeout(timer);
    // Aborting makes an error with its stack, so only where a second try is still on its way.
    if (state.running > 0) deadline.controller.abort();
  }
};

const isSettled = (result: Verdict): boolean => result.kind !== 'unsettled';

interface Deadline {
  readonly at: number;
  readonly controller: AbortController;
}

/** Tries one after the other until one settles or repeating is unsafe, pointless or too late. Never rejects. */
const lane = async (
  context: CallContext,
  request: Call,
  deadline: Deadline,
  state: { tries: number },
): Promise<Verdict> => {
  const { operation } = request;
  let mayHaveArrived = false;
  let failures = 0;
  for (let tries = 1; ; tries++) {
    state.tries += 1;
    const verdict = await tryOnce(context.http, request, deadline.controller.signal);
    if (verdict.kind !== 'unsettled') return mayHaveArrived ? despiteEarlierTry(verdict) : verdict;
    mayHaveArrived ||= verdict.mayHaveArrived;
    const gaveUp = { ...verdict, mayHaveArrived };
    failures += verdict.inProgress === true ? 0 : 1;
    if (failures >= maxFailures(operation) || (mayHaveArrived && !mayBeRepeated(request))) return gaveUp;
    const pause = verdict.retryAfterMs ?? jitter(tries);
    if (performance.now() + pause >= deadline.at) return gaveUp;
    context.logger?.warn('A call to Adyen is repeated.', { operation, reason: verdict.reason, tries });
    if (!(await slept(pause, deadline.controller.signal))) return gaveUp;
  }
};

const mayBeRepeated = ({ operation, idempotencyKey }: Call): boolean =>
  !operations[operation].hasEffect || idempotencyKey !== undefined;

/** A read is given up sooner: nothing depends on it, and a shopper waits. */
const maxFailures = (operation: AdyenOperation): number => (operations[operation].hasEffect ? 8 : 4);

/** Refused credentials say nothing about an earlier try that may have arrived. */
const despiteEarlierTry = (verdict: Verdict): Verdict =>
  verdict.kind === 'refused' && verdict.error instanceof AdyenCredentialsRefused
    ? { kind: 'unsettled', mayHaveArrived: true, reason: 'answer', cause: verdict.error }
    : verdict;

const tryOnce = async (
  http: Http,
  { operation, ...request }: Call,
  signal: AbortSignal,
): Promise<Verdict> => {
  try {
    const { path, body, idempotencyKey } = request;
    const { method } = operations[operation];
    return judgeAnswer(operation, await http.send({ method, path, body, idempotencyKey, signal }));
  } catch (error) {
    return judgeFailure(error, signal.aborted);
  }
};

/** Full jitter, so that many callers that failed together do not come back together. */
const jitter = (tries: number): number =>
  Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));

const slept = async (ms: number, signal: AbortSignal): Promise<boolean> => {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
};

const conclude = (
  { logger, onCall }: CallContext,
  operation: AdyenOperation,
  results: readonly Verdict[],
  figures: Pick<AdyenCall, 'tries' | 'durationMs'>,
): unknown => {
  const settled = results.find((result) => result.kind !== 'unsettled');
  if (settled?.kind === 'answer') {
    onCall?.({ operation, outcome: 'answered', ...figures });
    return settled.value;
  }
  if (settled?.kind === 'refused') {
    onCall?.({ operation, outcome: 'refused', ...figures });
    if (settled.error instanceof AdyenCredentialsRefused) {
      logger?.error('Adyen refuses the configured API key or merchant account.', {
        operation,
        statusCode: settled.error.statusCode,
      });
    }
    throw settled.error;
  }
  const unsettled = results.filter((result) => result.kind === 'unsettled');
  const cause = unsettled.find((result) => result.cause !== undefined)?.cause;
  if (!unsettled.some((result) => result.mayHaveArrived)) {
    onCall?.({ operation, outcome: 'unreachable', ...figures });
    throw new AdyenUnreachable(operation, cause);
  }
  onCall?.({ operation, outcome: 'unknown', ...figures });
  const reason: UnknownReason = unsettled.find((result) => result.mayHaveArrived)?.reason ?? 'connection';
  throw new AdyenOutcomeUnknown(operation, {
    reason,
    mayHaveHadEffect: operations[operation].hasEffect,
    cause,
  });
};
