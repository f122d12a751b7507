import { createHash } from 'node:crypto';
import { AdyenError, unprocessable } from '../errors.ts';
import type { Reply } from '../http/exchange.ts';

const MAX_LENGTH = 64;

interface Entry {
  path: string;
  digest: string;
  reply?: Reply;
}

/** Something that a well-behaved client never does, though Adyen answers it. */
export interface Violation {
  kind: 'idempotencyKeyReused';
  key: string;
  path: string;
  firstPath: string;
  at: string;
}

const digestOf = (body: string): string => createHash('sha256').update(body).digest('hex');

/**
 * Idempotency keys of the company account. A request that was carried out is answered the same again; one that was
 * refused as invalid leaves no trace, so that it can be corrected under the same key.
 * Source: https://docs.adyen.com/development-resources/api-idempotency
 */
export class Idempotency {
  readonly violations: Violation[] = [];
  readonly #entries = new Map<string, Entry>();
  readonly #conflictStatus: () => number;

  constructor(conflictStatus: () => number) {
    this.#conflictStatus = conflictStatus;
  }

  /** @throws AdyenError 704 while the first request under this key is being processed. */
  async run(
    key: string | undefined,
    path: string,
    body: string,
    process: () => Promise<Reply>,
  ): Promise<Reply> {
    if (key === undefined || key === '') return process();
    if (key.length > MAX_LENGTH)
      throw unprocessable('702', `Idempotency-Key is longer than ${MAX_LENGTH} characters`);
    const digest = digestOf(body);
    const known = this.#entries.get(key);
    if (known) return this.#again(known, { key, path, digest });
    const entry: Entry = { path, digest };
    this.#entries.set(key, entry);
    try {
      entry.reply = await process();
    } catch (error) {
      this.#entries.delete(key);
      throw error;
    }
    return { ...entry.reply, headers: { ...entry.reply.headers, 'idempotency-key': key } };
  }

  clear(): void {
    this.#entries.clear();
    this.violations.length = 0;
  }

  #again(known: Entry, { key, path, digest }: { key: string; path: string; digest: string }): Reply {
    if (known.digest !== digest || known.path !== path) {
      const at = new Date().toISOString();
      this.violations.push({ kind: 'idempotencyKeyReused', key, path, firstPath: known.path, at });
    }
    if (!known.reply) {
      throw new AdyenError(
        this.#conflictStatus(),
        '704',
        'request already processed or in progress',
        'validation',
      );
    }
    return { ...known.reply, headers: { ...known.reply.headers, 'idempotency-key': key } };
  }
}
