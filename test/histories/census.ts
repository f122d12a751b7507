import type { Snapshot } from './judge/snapshot.ts';

/** Counts what came up in histories, so that one sees what they do not try. */
export class Census {
  readonly #counts = new Map<string, number>();

  count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** Counts a history's end: the states of transactions, and what reviews found. */
  add({ payments, carts, findings }: Snapshot): void {
    for (const { type, state } of payments.flatMap(({ transactions }) => transactions))
      this.count(`${type} ${state}`);
    const ids = [...payments, ...carts].map(({ id }) => id);
    const own = findings.filter(
      ({ paymentId = '', cartId = '' }) => ids.includes(paymentId) || ids.includes(cartId),
    );
    for (const { kind } of own) this.count(`finding ${kind}`);
  }

  /** The most frequent first. */
  toString(): string {
    return [...this.#counts]
      .sort(([, left], [, right]) => right - left)
      .map(([what, count]) => `${String(count).padStart(6)} ${what}`)
      .join('\n');
  }
}
