import type { History } from './step.ts';

export interface ShrinkOptions {
  /** Whether a history still fails. */
  readonly fails: (history: History) => Promise<boolean>;
  /** Ends the search; on the clock of `performance.now()`. */
  readonly until: number;
}

const without = (history: History, from: number, count: number): History => ({
  ...history,
  steps: history.steps.toSpliced(from, count),
});

/** A history that still fails after as many of its steps as possible are left out: first several at a time, then each. */
export const shrink = async (history: History, { fails, until }: ShrinkOptions): Promise<History> => {
  let smallest = history;
  for (let size = Math.ceil(history.steps.length / 2); size >= 1;) {
    let isSmaller = false;
    for (let from = smallest.steps.length - size; from >= 0; from -= size) {
      if (performance.now() > until) return smallest;
      const candidate = without(smallest, from, size);
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      isSmaller = true;
    }
    if (!isSmaller || size > 1) size = size === 1 ? 0 : Math.floor(size / 2);
  }
  return smallest;
};
