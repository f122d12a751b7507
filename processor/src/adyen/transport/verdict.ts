import * as z from 'zod';
import { AdyenCredentialsRefused, AdyenRefusedRequest, type UnknownReason } from '../errors.ts';
import { type AdyenOperation, operations } from '../operations.ts';
import type { HttpAnswer } from './http.ts';

/** A try that settled nothing. */
export interface Unsettled {
  readonly kind: 'unsettled';
  /** False only when Adyen certainly did not process the request. */
  readonly mayHaveArrived: boolean;
  readonly reason: UnknownReason;
  /** Adyen is still at work on a request with the same key. */
  readonly inProgress?: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** What one try means for the whole call. */
export type Verdict =
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly error: AdyenRefusedRequest | AdyenCredentialsRefused }
  | Unsettled;

const serviceError = z.object({
  errorCode: z
    .string()
    .regex(/^\w{1,40}$/)
    .catch('unknown'),
  errorType: z.string().optional().catch(undefined),
  message: z.string().catch(''),
  pspReference: z.string().optional().catch(undefined),
});

/** Adyen's code for "a request with this idempotency key is being processed". */
const IN_PROGRESS = '704';
const CONTRACT_NOT_FOUND = '800';

/** Judges what Adyen answered. Source: https://docs.adyen.com/development-resources/api-idempotency */
export const judgeAnswer = (operation: AdyenOperation, answer: HttpAnswer): Verdict => {
  const { statusCode } = answer;
  const json = parseJson(answer.body);
  if (statusCode >= 200 && statusCode < 300) return judgeSuccess(operation, json);
  const error = serviceError.parse(typeof json === 'object' && json !== null ? json : {});
  if (statusCode === 429) return { ...unsettled, mayHaveArrived: false, retryAfterMs: retryAfter(answer) };
  if (error.errorCode === IN_PROGRESS) return { ...unsettled, inProgress: true };
  if (answer.headers['transient-error'] === 'true') return unsettled;
  if (statusCode >= 500 || statusCode === 408 || statusCode < 400) return unsettled;
  if (operation === 'disableStoredPaymentMethod' && isGone(statusCode, error.errorCode)) {
    return { kind: 'answer', value: undefined };
  }
  return { kind: 'refused', error: refusal(operation, statusCode, error) };
};

/** Judges a try that ended without an answer: in trying to connect, on the way, or by the deadline. */
export const judgeFailure = (cause: unknown, isOverdue: boolean): Unsettled => ({
  kind: 'unsettled',
  mayHaveArrived: isOverdue || !failedToConnect(cause),
  reason: isOverdue ? 'timeout' : 'connection',
  cause,
});

const unsettled: Unsettled = { kind: 'unsettled', mayHaveArrived: true, reason: 'answer' };

const judgeSuccess = (operation: AdyenOperation, json: unknown): Verdict => {
  const parsed = operations[operation].answer.safeParse(json);
  return parsed.success ? { kind: 'answer', value: parsed.data } : unsettled;
};

const refusal = (operation: AdyenOperation, statusCode: number, error: z.output<typeof serviceError>) => {
  const { errorCode, errorType, message: privateMessage, pspReference } = error;
  return statusCode === 401 || statusCode === 403
    ? new AdyenCredentialsRefused(operation, { statusCode, privateMessage })
    : new AdyenRefusedRequest(operation, { statusCode, errorCode, errorType, privateMessage, pspReference });
};

const isGone = (statusCode: number, errorCode: string): boolean =>
  statusCode === 404 || errorCode === CONTRACT_NOT_FOUND;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const retryAfter = ({ headers }: HttpAnswer): number | undefined => {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
};

/** Codes of failures before a connection stands; a closed connection is not among them, it may follow a processed request. */
const CONNECT_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
const CONNECT_CALLS = new Set(['connect', 'getaddrinfo']);
const TLS_CODE = /^(?:ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

const failedToConnect = (cause: unknown): boolean => {
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(failedToConnect);
  if (!(cause instanceof Error)) return false;
  const { code = '', syscall = '' } = cause as { code?: unknown; syscall?: unknown };
  return CONNECT_CODES.has(String(code)) || CONNECT_CALLS.has(String(syscall)) || TLS_CODE.test(String(code));
};
