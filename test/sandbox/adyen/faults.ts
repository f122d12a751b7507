import type { Exchange, Reply } from './http/exchange.ts';

/** Something that goes wrong on the way to or from an endpoint. */
export interface FaultRule {
  method?: string;
  /** A regular expression that the path must match, e.g. `/payments$`. Absent: every path. */
  path?: string;
  /** How many requests; 1 when absent. */
  times?: number;
  /** Milliseconds before anything happens. */
  delayMs?: number;
  /** Milliseconds between the processing and the answer. */
  delayAnswerMs?: number;
  /** The request is carried out before it goes wrong: an answer that is lost. */
  processed?: boolean;
  /** The connection is cut. */
  drop?: boolean;
  /** Answered instead. A text body is sent as HTML. */
  respond?: { status: number; body?: unknown; headers?: Record<string, string> };
  /** Short for `respond` with Adyen's error 704, or with a 503 that may be repeated. */
  preset?: 'concurrent' | 'transient';
}

const presets: Record<NonNullable<FaultRule['preset']>, NonNullable<FaultRule['respond']>> = {
  concurrent: {
    status: 409,
    body: {
      status: 409,
      errorCode: '704',
      message: 'request already processed or in progress',
      errorType: 'validation',
    },
  },
  transient: {
    status: 503,
    headers: { 'transient-error': 'true' },
    body: {
      status: 503,
      errorCode: '905',
      message: 'Service temporarily unavailable',
      errorType: 'internal',
    },
  },
};

/** The answer that a fault gives in place of the real one; undefined leaves the real one. */
export const replacement = ({ respond, preset }: FaultRule): Reply | undefined => {
  const chosen = respond ?? (preset && presets[preset]);
  if (!chosen) return undefined;
  const headers = typeof chosen.body === 'string' ? { 'content-type': 'text/html; charset=utf-8' } : {};
  return { ...chosen, headers: { ...headers, ...chosen.headers } };
};

/** Faults that tests have ordered, in sequence. */
export class Faults {
  #rules: FaultRule[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule });
  }

  /** The fault that strikes this request, if any; it is used up. */
  take({ method, path }: Exchange): FaultRule | undefined {
    const found = this.#rules.find(
      (rule) =>
        (rule.times ?? 1) > 0 &&
        (rule.method ?? method) === method &&
        (rule.path === undefined || new RegExp(rule.path).test(path)),
    );
    if (found) found.times = (found.times ?? 1) - 1;
    return found;
  }

  clear(): void {
    this.#rules = [];
  }
}
