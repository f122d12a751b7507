import type { Resource } from './resource.ts';

interface Change {
  readonly at: number;
  readonly id: string;
  /** What the row was before; `undefined` for a row that was new. */
  readonly before: Resource | undefined;
}

/** The latest changes of a table, from which its rows of a moment ago are known. */
export class Past {
  #changes: Change[] = [];

  /** @param forMs how long the change is remembered */
  record(id: string, before: Resource | undefined, forMs: number): void {
    const at = Date.now();
    this.#changes = [...this.#changes.filter((change) => change.at >= at - forMs), { at, id, before }];
  }

  /** The rows without what was changed after `at`. */
  rows(current: ReadonlyMap<string, Resource>, at: number): ReadonlyMap<string, Resource> {
    const rows = new Map(current);
    for (const change of this.#changes.toReversed()) {
      if (change.at <= at) break;
      if (change.before) rows.set(change.id, change.before);
      else rows.delete(change.id);
    }
    return rows;
  }

  clear(): void {
    this.#changes = [];
  }
}
