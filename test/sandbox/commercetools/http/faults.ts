import { setTimeout as sleep } from 'node:timers/promises';
import { DROPPED, type Answer, type Handler, type HttpRequest } from './exchange.ts';
import { readyError, type ReadyErrorCode } from './ready-errors.ts';

/** What shall go wrong, and with which requests. Every part that is absent matches, or does, nothing special. */
export interface FaultRule {
  readonly method?: string | undefined;
  /** A regular expression on the path (without the query), e.g. `/payments/[^/]+$`. */
  readonly path?: RegExp | string | undefined;
  /** How many requests it hits: 1 unless told. */
  readonly times?: number | 'always' | undefined;
  /** How many matching requests pass first. */
  readonly skip?: number | undefined;
  /** Ends by itself after so many milliseconds, for an outage of a known length. */
  readonly forMs?: number | undefined;
  readonly delayMs?: number | undefined;
  /** Answers an error of commercetools' by its code, with its status; `status` and `body` are not needed then. */
  readonly error?: ReadyErrorCode | undefined;
  /** Answers this instead; with `when: 'after'` the request is carried out all the same, so that a write is done. */
  readonly status?: number | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Cuts the connection instead of answering, before or after the request is carried out. */
  readonly drop?: boolean | undefined;
  /** Never answers, and leaves the connection open. */
  readonly hang?: boolean | undefined;
  /** Whether `error`, `status`, `drop` or `hang` comes before (the default) or after the request is carried out. */
  readonly when?: 'before' | 'after' | undefined;
  /**
   * Another client writes the addressed resource first, so that a write meets a true 409; so does one of a custom object
   * that names no version.
   */
  readonly conflict?: boolean | undefined;
}

export interface Fault {
  readonly id: string;
  readonly rule: FaultRule;
  /** Requests it has hit so far. */
  readonly hits: number;
  remove(): void;
}

const outage = (rule: FaultRule): Answer | typeof DROPPED | undefined => {
  if (rule.drop === true) return DROPPED;
  if (rule.error !== undefined) {
    const error = readyError(rule.error);
    return {
      status: rule.status ?? error.statusCode,
      body: error.body(),
      ...(rule.headers && { headers: rule.headers }),
    };
  }
  if (rule.status === undefined) return undefined;
  const code = rule.status === 503 ? 'ServiceUnavailable' : 'General';
  const message = 'Fault on demand.';
  const body = rule.body ?? { statusCode: rule.status, message, errors: [{ code, message }] };
  return { status: rule.status, body, ...(rule.headers && { headers: rule.headers }) };
};

const neverAfter = async (work: Promise<unknown> | undefined): Promise<never> => {
  await work;
  return new Promise<never>(() => undefined);
};

class ActiveFault implements Fault {
  readonly id: string;
  readonly rule: FaultRule;
  hits = 0;
  readonly #path: RegExp;
  readonly #until: number;
  readonly #remove: (id: string) => void;
  #skipped = 0;

  constructor(id: string, rule: FaultRule, remove: (id: string) => void) {
    this.id = id;
    this.rule = rule;
    this.#path = new RegExp(rule.path ?? '');
    this.#until = rule.forMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + rule.forMs;
    this.#remove = remove;
  }

  take(request: HttpRequest): boolean {
    const { method, times, skip = 0, forMs } = this.rule;
    const limit = times ?? (forMs === undefined ? 1 : 'always');
    if (Date.now() > this.#until || (limit !== 'always' && this.hits >= limit)) return false;
    if ((method !== undefined && method.toUpperCase() !== request.method) || !this.#path.test(request.path))
      return false;
    if (this.#skipped < skip) {
      this.#skipped += 1;
      return false;
    }
    this.hits += 1;
    return true;
  }

  remove(): void {
    this.#remove(this.id);
  }
}

/**
 * Writes the resource that a request addresses, as another client at the same time would, and answers the conflict where
 * the request itself would not meet it.
 */
export type CompetingWriter = (request: HttpRequest) => Answer | undefined;

/** Faults on demand: a layer in front of the API, so that a fault is exactly what a client sees of the network. */
export class Faults {
  readonly #active = new Map<string, ActiveFault>();
  readonly #writeFirst: CompetingWriter;
  #count = 0;

  constructor(writeFirst: CompetingWriter) {
    this.#writeFirst = writeFirst;
  }

  add(rule: FaultRule): Fault {
    this.#count += 1;
    const fault = new ActiveFault(`fault-${this.#count}`, rule, (id) => this.#active.delete(id));
    this.#active.set(fault.id, fault);
    return fault;
  }

  all(): Fault[] {
    return [...this.#active.values()];
  }

  clear(): void {
    this.#active.clear();
  }

  /** The handler with the first fault that takes the request in its way. */
  around(handle: Handler): Handler {
    return async (request) => {
      const rule = [...this.#active.values()].find((fault) => fault.take(request))?.rule;
      if (!rule) return handle(request);
      if (rule.delayMs !== undefined) await sleep(rule.delayMs, undefined, { ref: false });
      if (rule.hang === true) return neverAfter(rule.when === 'after' ? handle(request) : undefined);
      const conflict = rule.conflict === true ? this.#writeFirst(request) : undefined;
      const failure = conflict ?? outage(rule);
      if (failure === undefined) return handle(request);
      if (rule.when === 'after') await handle(request);
      return failure;
    };
  }
}
