import type { IncomingHttpHeaders } from 'node:http';
import type { Exchange } from './http/exchange.ts';

/** A request that reached the embedded Adyen. */
export interface JournalEntry {
  id: number;
  at: string;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  body: unknown;
  /** Absent while it is being answered, and when the connection was cut. */
  status?: number;
  answer?: unknown;
  ms?: number;
  dropped?: boolean;
}

const MAX_ENTRIES = 20_000;

/** The requests since the last reset, the oldest forgotten first. */
export class Journal {
  #entries: JournalEntry[] = [];
  #count = 0;

  open({ method, path, query, headers, body, rawBody }: Exchange): JournalEntry {
    this.#count += 1;
    const entry: JournalEntry = {
      id: this.#count,
      at: new Date().toISOString(),
      method,
      path,
      query: Object.fromEntries(query),
      headers,
      body: body ?? rawBody,
    };
    this.#entries.push(entry);
    if (this.#entries.length > MAX_ENTRIES) this.#entries.shift();
    return entry;
  }

  /** The requests whose path matches, oldest first. */
  entries(path?: string | RegExp): JournalEntry[] {
    if (path === undefined) return [...this.#entries];
    const pattern = typeof path === 'string' ? new RegExp(path) : path;
    return this.#entries.filter((entry) => pattern.test(entry.path));
  }

  clear(): void {
    this.#entries = [];
    this.#count = 0;
  }
}
