import { DROPPED, type Handler } from './exchange.ts';

export interface JournalEntry {
  /** ISO 8601, when the request had been read. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Parsed where it is JSON. */
  readonly body: unknown;
  readonly status: number | 'dropped';
  readonly milliseconds: number;
}

export interface JournalFilter {
  readonly method?: string | undefined;
  /** A regular expression on the path, without the query. */
  readonly path?: RegExp | string | undefined;
  readonly status?: number | 'dropped' | undefined;
}

// The latest requests of a test or a demo; a load test would otherwise fill the memory.
const CAPACITY = 20_000;

const parsed = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return text === '' ? undefined : text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** What was asked of the embedded commercetools, and what it answered. */
export class Journal {
  #entries: JournalEntry[] = [];

  record(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > CAPACITY) this.#entries = this.#entries.slice(CAPACITY / 2);
  }

  entries(filter: JournalFilter = {}): JournalEntry[] {
    const path = new RegExp(filter.path ?? '');
    return this.#entries.filter(
      (entry) =>
        (filter.method === undefined || entry.method === filter.method.toUpperCase()) &&
        (filter.status === undefined || entry.status === filter.status) &&
        path.test(entry.path),
    );
  }

  clear(): void {
    this.#entries = [];
  }

  around(handle: Handler): Handler {
    return async (request) => {
      const at = new Date();
      const started = performance.now();
      const answer = await handle(request);
      this.record({
        at: at.toISOString(),
        method: request.method,
        path: request.path,
        query: request.query.toString(),
        body: parsed(request.text),
        status: answer === DROPPED ? 'dropped' : answer.status,
        milliseconds: performance.now() - started,
      });
      return answer;
    };
  }
}
