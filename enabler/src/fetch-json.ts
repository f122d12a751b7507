import { pause } from './pause.ts';

interface Request {
  method: string;
  headers: Record<string, string>;
  body?: unknown;
  /** Milliseconds until the answer must be complete; default 20 seconds. */
  deadlineMs?: number;
  /** How often a request that changes nothing is repeated after a failure that may pass; default 0. */
  retries?: number;
}

/** A request that brought no answer, or one other than success. */
export class RequestFailure extends Error {
  /** HTTP status; `undefined` when no answer came. */
  readonly status: number | undefined;
  /** Code of the processor's error body. */
  readonly code: string | undefined;
  /** The Payment that the error body names. */
  readonly paymentReference: string | undefined;
  /** Milliseconds that the processor asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** `false` when the request certainly did not leave this device. */
  readonly sent: boolean;

  constructor(message: string, fields: Partial<Omit<RequestFailure, keyof Error>> = {}, cause?: unknown) {
    super(message, { cause });
    this.status = fields.status;
    this.code = fields.code;
    this.paymentReference = fields.paymentReference;
    this.retryAfterMs = fields.retryAfterMs;
    this.sent = fields.sent ?? true;
  }

  /** Whether the same request may fare better in a moment. */
  get mayPass(): boolean {
    return this.status === undefined || this.status === 429 || this.status >= 500;
  }
}

/**
 * Sends a JSON request and reads the JSON answer within a deadline for both.
 *
 * @throws {RequestFailure} for every outcome other than a 2xx answer that can be read
 */
export async function fetchJson<T>(url: string, request: Request): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetchOnce<T>(url, request);
    } catch (error) {
      if (!(error instanceof RequestFailure) || !error.mayPass || attempt >= (request.retries ?? 0))
        throw error;
      await pause(error.retryAfterMs ?? 300 * 2 ** attempt * (1 + Math.random()));
    }
  }
}

async function fetchOnce<T>(url: string, request: Request): Promise<T> {
  if (!navigator.onLine) throw new RequestFailure('The device is offline', { sent: false });

  const abort = new AbortController();
  const timer = setTimeout(() => {
    abort.abort();
  }, request.deadlineMs ?? 20_000);
  try {
    const response = await fetch(url, {
      method: request.method,
      headers: {
        Accept: 'application/json',
        ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...request.headers,
      },
      credentials: 'omit',
      signal: abort.signal,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    const text = await response.text();
    if (!response.ok) throw failureOf(response, text);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch (error) {
    if (error instanceof RequestFailure) throw error;
    throw new RequestFailure(
      abort.signal.aborted ? 'The answer did not come in time' : 'No answer came',
      {},
      error,
    );
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(response: Response, text: string): RequestFailure {
  const { message, paymentReference, errors } = readErrorBody(text);
  const retryAfter = Number(response.headers.get('Retry-After'));
  return new RequestFailure(message ?? `The processor answered ${String(response.status)}`, {
    status: response.status,
    code: errors?.[0]?.code,
    paymentReference: errors?.[0]?.paymentReference ?? paymentReference,
    retryAfterMs: retryAfter > 0 ? Math.min(retryAfter, 30) * 1000 : undefined,
  });
}

interface ErrorBody {
  message?: string;
  paymentReference?: string;
  errors?: { code?: string; paymentReference?: string }[];
}

function readErrorBody(text: string): ErrorBody {
  try {
    return (JSON.parse(text) as ErrorBody | null) ?? {};
  } catch {
    return {};
  }
}
