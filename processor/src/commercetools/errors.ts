import { concurrentModification, fault, Fault, mayPass, upstreamUnavailable } from '../errors.ts';
import { CommercetoolsError } from './failure.ts';

const failureOf = (error: unknown): CommercetoolsError | undefined =>
  error instanceof CommercetoolsError ? error : undefined;

const hasStatus = (statusCode: number) => (error: unknown) => failureOf(error)?.statusCode === statusCode;

export const isNotFound = hasStatus(404);
/** Whether a call failed since what it was about does not exist any more. */
export const isGone = (error: unknown): boolean => error instanceof Fault && isNotFound(error.cause);
/** 409: somebody else wrote first. */
export const isConflict = hasStatus(409);
export const isBadRequest = hasStatus(400);
/** 403: the API client may not, or the resource is locked. */
export const isForbidden = hasStatus(403);

/** commercetools does not let the connector do it, however often it asks: a scope is missing, or the request is impossible. */
export const isRefused = (error: unknown): boolean => {
  const statusCode = failureOf(error)?.statusCode ?? 0;
  return statusCode >= 400 && statusCode < 500 && ![401, 408, 409, 429].includes(statusCode);
};

/** 400 `DuplicateField`: a unique key, or `(interfaceId, paymentInterface)`, is taken. */
export const isDuplicateField = (error: unknown): boolean => {
  const failure = failureOf(error);
  return failure?.statusCode === 400 && failure.codes.includes('DuplicateField');
};

/** 400 because a custom type or another referenced resource does not exist. */
export const isMissingReference = (error: unknown): boolean => {
  const codes = failureOf(error)?.codes ?? [];
  return codes.includes('ReferencedResourceNotFound') || codes.includes('ResourceNotFound');
};

/**
 * 400 because the project has no custom type of this key. commercetools says so with `ReferencedResourceNotFound`, or with
 * `InvalidOperation` and "The type with the key '…' was not found".
 */
export const isMissingType = (error: unknown, key: string): boolean => {
  const failure = failureOf(error);
  return failure?.statusCode === 400 && failure.errors.some((detail) => namesMissingType(detail, key));
};

const namesMissingType = (detail: Record<string, unknown>, wanted: string): boolean => {
  const { code, typeId = 'type', key = wanted, id, message } = detail;
  if (typeof message === 'string' && message.includes(`'${wanted}'`)) {
    return /not found|not exist|n't exist/i.test(message);
  }
  const isReference = code === 'ReferencedResourceNotFound' || code === 'ResourceNotFound';
  return isReference && typeId === 'type' && key === wanted && id === undefined;
};

/** The merchant's API extension refuses the write; the status says that a gateway failed. */
const BY_EXTENSION: ReadonlySet<string> = new Set(['ExtensionBadResponse', 'ExtensionUpdateActionsFailed']);

const isRefusedByExtension = ({ codes }: CommercetoolsError): boolean =>
  codes.some((code) => BY_EXTENSION.has(code));
/** 400 because of one of these fields: its type does not have it, or has it for other values. */
export const isInvalidField = (error: unknown, names: readonly string[]): boolean =>
  (failureOf(error)?.errors ?? []).some(
    ({ code, field }) => code === 'InvalidField' && typeof field === 'string' && names.includes(field),
  );

/** Whether a write may have happened although it failed: the answer was lost, or came from a gateway. */
export const mayHaveHappened = (error: unknown): boolean => {
  const failure = failureOf(error);
  if (!failure || isRefusedByExtension(failure)) return false;
  return failure.transport
    ? failure.transport.mayHaveArrived
    : [0, 500, 502, 504].includes(failure.statusCode);
};

/** Our own credentials or scopes are refused: no repetition helps, somebody must change the configuration. */
const credentialsRefused = (error: CommercetoolsError): Fault =>
  upstreamUnavailable('commercetools', 502, {
    cause: error,
    privateMessage: `ConfigurationFault: commercetools answered ${error.statusCode} to the connector. Check CTP_CLIENT_ID, CTP_CLIENT_SECRET, CTP_PROJECT_KEY and the API client's scopes.`,
  });

/** Errors that end by themselves although their status is a client's. */
const TEMPORARY: ReadonlySet<string> = new Set(['PendingOperation', 'QueryTimedOut', 'OverCapacity']);
/** Codes of a 403 that is about the API client; any other is about the resource, e.g. a locked cart. */
const OF_CLIENT: ReadonlySet<string> = new Set(['insufficient_scope', 'invalid_token', 'access_denied']);

const refusesClient = ({ statusCode, codes }: CommercetoolsError): boolean =>
  statusCode === 401 || (statusCode === 403 && codes.every((code) => OF_CLIENT.has(code)));

const isTemporary = (error: CommercetoolsError): boolean => {
  if (isRefusedByExtension(error)) return false;
  const { statusCode, codes } = error;
  const byStatus = statusCode === 0 || statusCode === 408 || statusCode === 429 || statusCode >= 500;
  return byStatus || codes.some((code) => TEMPORARY.has(code));
};

/**
 * The error of the API that a failed call to commercetools leads to; `undefined` for what did not come from commercetools.
 * commercetools' own bodies never pass: they name resources, scopes and hosts.
 */
export const toCommercetoolsFault = (error: unknown): Fault | undefined => {
  const failure = failureOf(error);
  if (!failure) return undefined;
  const { statusCode, codes, transport } = failure;
  if (refusesClient(failure)) return credentialsRefused(failure);
  if (statusCode === 409) return concurrentModification(failure);
  const what = transport ? transport.code : [statusCode, ...codes].join(' ');
  if (isTemporary(failure)) {
    return upstreamUnavailable('commercetools', 503, {
      cause: failure,
      privateMessage: `commercetools: ${what}`,
    });
  }
  return fault('CommercetoolsRefused', {
    cause: failure,
    privateMessage: `commercetools refused what the connector asked for: ${what}`,
  });
};

/** Whether commercetools will not do it, however often it is asked: the request, or the connector's API client, is refused. */
export const isRefusedForGood = (error: unknown): error is Fault =>
  error instanceof Fault &&
  (error.code === 'CommercetoolsRefused' || error.code === 'CommercetoolsUnavailable') &&
  !mayPass(error);
