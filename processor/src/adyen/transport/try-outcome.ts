import * as z from 'zod';
import { readJson } from '../../upstream/read-json.ts';
import { TransportError, type UpstreamResponse } from '../../upstream/transport.ts';
import { AdyenCredentialsRefused, AdyenRefusedRequest, type UnknownReason } from '../errors.ts';
import { type AdyenOperation, operations } from '../operations.ts';

/** A try that decided nothing. */
export interface Undecided {
  readonly kind: 'undecided';
  /** False only when Adyen certainly did not process the request. */
  readonly mayHaveArrived: boolean;
  readonly reason: UnknownReason;
  /** Adyen is still at work on a request with the same key. */
  readonly inProgress?: boolean;
  /** A further try would end the same. */
  readonly isFinal?: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** What one try means for the whole call. */
export type TryOutcome =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly error: AdyenRefusedRequest | AdyenCredentialsRefused }
  | Undecided;

export const isUndecided = (outcome: TryOutcome): outcome is Undecided => outcome.kind === 'undecided';

const serviceError = z.object({
  errorCode: z
    .string()
    .regex(/^\w{1,40}$/)
    .catch('unknown'),
  errorType: z.string().optional().catch(undefined),
  message: z.string().catch(''),
  pspReference: z.string().brand<'PspReference'>().optional().catch(undefined),
});

/** Adyen's code for "a request with this idempotency key is being processed". */
const IN_PROGRESS = '704';
const CONTRACT_NOT_FOUND = '800';

/** What Adyen's response means. Source: https://docs.adyen.com/development-resources/api-idempotency */
export const outcomeOfResponse = (operation: AdyenOperation, response: UpstreamResponse): TryOutcome => {
  const { status } = response;
  const json = readJson(response.text);
  if (status >= 200 && status < 300) return outcomeOfSuccess(operation, json);
  const error = serviceError.parse(typeof json === 'object' && json !== null ? json : {});
  if (status === 429) return { ...undecided, mayHaveArrived: false, retryAfterMs: retryAfter(response) };
  if (error.errorCode === IN_PROGRESS) return { ...undecided, inProgress: true };
  if (response.headers['transient-error'] === 'true') return undecided;
  if (status >= 500 || status === 408 || status < 400) return undecided;
  if (operation === 'disableStoredPaymentMethod' && isGone(status, error.errorCode)) {
    return { kind: 'result', value: undefined };
  }
  return { kind: 'refused', error: refusal(operation, status, error) };
};

/** What it means that no response came. Anything else than the transport's own error proves nothing. */
export const outcomeOfFailure = (cause: unknown): Undecided => {
  const failure = cause instanceof TransportError ? cause : undefined;
  return {
    kind: 'undecided',
    mayHaveArrived: failure?.mayHaveArrived ?? true,
    reason: failure?.code === 'TIMEOUT' ? 'timeout' : 'connection',
    cause,
  };
};

const undecided: Undecided = { kind: 'undecided', mayHaveArrived: true, reason: 'answer' };

const outcomeOfSuccess = (operation: AdyenOperation, json: unknown): TryOutcome => {
  const parsed = operations[operation].answer.safeParse(json);
  return parsed.success ? { kind: 'result', value: parsed.data } : undecided;
};

const refusal = (operation: AdyenOperation, statusCode: number, error: z.output<typeof serviceError>) => {
  const { errorCode, errorType, message: privateMessage, pspReference } = error;
  return statusCode === 401 || statusCode === 403
    ? new AdyenCredentialsRefused(operation, { statusCode, privateMessage })
    : new AdyenRefusedRequest(operation, { statusCode, errorCode, errorType, privateMessage, pspReference });
};

const isGone = (status: number, errorCode: string): boolean =>
  status === 404 || errorCode === CONTRACT_NOT_FOUND;

const retryAfter = ({ headers }: UpstreamResponse): number | undefined => {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
};
