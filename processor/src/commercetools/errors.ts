import { concurrentModification, Fault, upstreamUnavailable } from '../errors.ts';
import { TransportError } from '../upstream/transport.ts';

/** What is known of a failed call to commercetools, whichever way it was made. */
interface Failure {
  /** 0 when no answer came. */
  readonly statusCode: number;
  /** commercetools' own errors, the first being the most telling. */
  readonly errors: readonly Record<string, unknown>[];
  /** Their codes. */
  readonly codes: readonly string[];
  readonly transport: TransportError | undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const errorsOf = (body: unknown): Record<string, unknown>[] => {
  const errors: unknown = isObject(body) ? body['errors'] : undefined;
  return Array.isArray(errors) ? errors.filter(isObject) : [];
};

const failureOf = (statusCode: number, body: unknown, transport: TransportError | undefined): Failure => {
  const errors = errorsOf(body);
  const codes = errors.map(({ code }) => code).filter((code) => typeof code === 'string');
  return { statusCode, errors, codes, transport };
};

/** The SDK's client rejects with an Error for an answer, and with a plain `{body: null, error}` when none came. */
const readFailure = (thrown: unknown): Failure | undefined => {
  if (thrown instanceof TransportError) return failureOf(0, undefined, thrown);
  if (!isObject(thrown)) return undefined;
  if (thrown['body'] === null && isObject(thrown['error'])) return readFailure(thrown['error']);
  const { statusCode, body } = thrown;
  if (typeof statusCode !== 'number' || thrown instanceof Fault) return undefined;
  // What our transport threw (a lost answer, a refused token) comes back as the body of the SDK's network error.
  const inner = body instanceof Error ? readFailure(body) : undefined;
  return inner ?? failureOf(statusCode, body, undefined);
};

const hasStatus = (statusCode: number) => (error: unknown) => readFailure(error)?.statusCode === statusCode;

export const isNotFound = hasStatus(404);
/** 409: somebody else wrote first. */
export const isConflict = hasStatus(409);
export const isBadRequest = hasStatus(400);

/** 400 `DuplicateField`: a unique key, or `(interfaceId, paymentInterface)`, is taken. */
export const isDuplicateField = (error: unknown): boolean => {
  const failure = readFailure(error);
  return failure?.statusCode === 400 && failure.codes.includes('DuplicateField');
};

/** 400 because a custom type or another referenced resource does not exist. */
export const isMissingReference = (error: unknown): boolean => {
  const codes = readFailure(error)?.codes ?? [];
  return codes.includes('ReferencedResourceNotFound') || codes.includes('ResourceNotFound');
};

/**
 * 400 because the project has no custom type of this key. commercetools says so with `ReferencedResourceNotFound`, or with
 * `InvalidOperation` and "The type with the key '…' was not found".
 */
export const isMissingType = (error: unknown, key: string): boolean => {
  const failure = readFailure(error);
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

/** Whether a write may have happened although it failed: the answer was lost, or came from a gateway. */
export const mayHaveHappened = (error: unknown): boolean => {
  const failure = readFailure(error);
  if (!failure) return false;
  return failure.transport
    ? failure.transport.mayHaveArrived
    : [0, 500, 502, 504].includes(failure.statusCode);
};

/** Our own credentials or scopes are refused: no repetition helps, somebody must change the configuration. */
const credentialsRefused = (statusCode: number, cause: unknown): Fault =>
  upstreamUnavailable('commercetools', 502, {
    cause,
    privateMessage: `ConfigurationFault: commercetools answered ${statusCode} to the connector. Check CTP_CLIENT_ID, CTP_CLIENT_SECRET, CTP_PROJECT_KEY and the API client's scopes.`,
  });

/**
 * The one place that turns a failed call to commercetools into what our caller is told. commercetools' own bodies never
 * pass: they name resources, scopes and hosts. What did not come from commercetools is returned as it is.
 */
export const toCommercetoolsFault = (error: unknown): unknown => {
  const failure = readFailure(error);
  if (!failure) return error;
  const { statusCode, codes, transport } = failure;
  if (statusCode === 401 || statusCode === 403) return credentialsRefused(statusCode, error);
  if (statusCode === 409) return concurrentModification(error);
  const what = transport ? transport.code : [statusCode, ...codes].join(' ');
  if (statusCode === 0 || statusCode === 429 || statusCode >= 500) {
    return upstreamUnavailable('commercetools', 503, {
      cause: error,
      privateMessage: `commercetools: ${what}`,
    });
  }
  return upstreamUnavailable('commercetools', 502, {
    cause: error,
    privateMessage: `commercetools refused what the connector asked for: ${what}`,
  });
};
