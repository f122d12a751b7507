import { Pool } from 'undici';
import type { Operation, Outgoing } from './operations.ts';

/** Milliseconds of every answer of one kind, and what was wrong with those that were not as they should be. */
export interface Measured {
  readonly name: string;
  readonly milliseconds: number[];
  errors: number;
}

export interface LoadResult {
  readonly seconds: number;
  readonly requests: number;
  readonly errors: number;
  readonly measured: readonly Measured[];
  /** The first few answers that were not as they should be. */
  readonly wrong: readonly string[];
}

/** Whom to ask, with how many connections at most. */
export const createTarget = (url: string): Pool =>
  new Pool(url, { connections: 512, pipelining: 1, keepAliveTimeout: 60_000, headersTimeout: 60_000 });

const percent = (operations: readonly Operation[]): Operation[] =>
  operations.flatMap((operation) => Array.from({ length: operation.share }, () => operation));

class Recorder {
  readonly wrong: string[] = [];
  readonly #measured: Map<string, Measured>;
  readonly #pool: Pool;

  constructor(pool: Pool, operations: readonly Operation[]) {
    this.#pool = pool;
    this.#measured = new Map(operations.map(({ name }) => [name, { name, milliseconds: [], errors: 0 }]));
  }

  /** Sends a request; its time counts from `due`, so that a generator that falls behind hides no waiting. */
  async send(operation: Operation, request: Outgoing, due: number): Promise<void> {
    const measured = this.#measured.get(operation.name);
    const { status, text } = await this.#exchange(request);
    if (!operation.isRight(status, text)) {
      if (measured) measured.errors += 1;
      if (this.wrong.length < 5) this.wrong.push(`${operation.name}: ${status} ${text.slice(0, 300)}`);
      return;
    }
    measured?.milliseconds.push(performance.now() - due);
    operation.after?.(text, request);
  }

  async #exchange({ method, path, headers, body }: Outgoing): Promise<{ status: number; text: string }> {
    try {
      const answer = await this.#pool.request({ method, path, headers, body: body ?? null });
      return { status: answer.statusCode, text: await answer.body.text() };
    } catch (error) {
      return { status: 0, text: String(error) };
    }
  }

  result(seconds: number): LoadResult {
    const measured = [...this.#measured.values()];
    const errors = measured.reduce((sum, each) => sum + each.errors, 0);
    const requests = measured.reduce((sum, each) => sum + each.milliseconds.length, 0) + errors;
    return { seconds, requests, errors, measured, wrong: this.wrong };
  }
}

/** A request of any kind that can be made now, of those that the load consists of. */
const pick = (mix: readonly Operation[]): { operation: Operation; request: Outgoing } => {
  for (;;) {
    const operation = mix[Math.floor(Math.random() * mix.length)];
    const request = operation?.next();
    if (operation && request) return { operation, request };
  }
};

/**
 * An open loop: requests are due at their own time, whether or not earlier ones were answered, as shoppers come. `rate` is
 * requests per second.
 */
export async function openLoop(
  pool: Pool,
  operations: readonly Operation[],
  { rate, seconds }: { rate: number; seconds: number },
): Promise<LoadResult> {
  const recorder = new Recorder(pool, operations);
  const mix = percent(operations);
  const open = new Set<Promise<void>>();
  const start = performance.now();
  const count = rate * seconds;
  let sent = 0;
  await new Promise<void>((resolve) => {
    const tick = (): void => {
      for (; sent < count && start + (sent * 1000) / rate <= performance.now(); sent += 1) {
        const { operation, request } = pick(mix);
        const exchange = recorder.send(operation, request, start + (sent * 1000) / rate);
        open.add(exchange);
        void exchange.then(() => open.delete(exchange));
      }
      if (sent >= count) resolve();
      else setTimeout(tick, 1);
    };
    tick();
  });
  await Promise.all(open);
  return recorder.result((performance.now() - start) / 1000);
}

/** A closed loop of so many requests at a time: finds what can be served at most; its times are none of a shopper's. */
export async function closedLoop(
  pool: Pool,
  operations: readonly Operation[],
  { concurrency, seconds }: { concurrency: number; seconds: number },
): Promise<LoadResult> {
  const recorder = new Recorder(pool, operations);
  const mix = percent(operations);
  const start = performance.now();
  const until = start + seconds * 1000;
  const hand = async (): Promise<void> => {
    while (performance.now() < until) {
      const { operation, request } = pick(mix);
      await recorder.send(operation, request, performance.now());
    }
  };
  await Promise.all(Array.from({ length: concurrency }, hand));
  return recorder.result((performance.now() - start) / 1000);
}

/** One request after the other, so that what each asks upstream can be counted. Resolves with how many were made. */
export async function oneByOne(pool: Pool, operation: Operation, count: number): Promise<number> {
  const recorder = new Recorder(pool, [operation]);
  let made = 0;
  for (let request = operation.next(); request && made < count; request = operation.next()) {
    made += 1;
    await recorder.send(operation, request, performance.now());
  }
  return made;
}
