export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Sums one of Vitest's JSON reports. */
export function readReport(path: string, exitCode: number): Counts;
/** Adds counts up. */
export function sum(all: readonly Counts[]): Counts;
/** `12 passed, 0 failed`, and the skipped ones only where there are any. */
export function describe(counts: Counts): string;
