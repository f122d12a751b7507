import { performance } from 'node:perf_hooks';

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);

/** Seconds since a moment of `performance.now()`, for people. */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** One line about a step that has ended. */
export function report(mark, title, detail = '') {
  const marks = { ok: paint(32, '✓'), failed: paint(31, '✗'), running: paint(90, '…') };
  process.stdout.write(`${marks[mark]} ${title}${detail === '' ? '' : `  ${paint(90, detail)}`}\n`);
}

/** Runs one step and prints a line when it begins and when it ends, with the seconds it took. */
export async function step(title, work) {
  const start = performance.now();
  report('running', title);
  try {
    await work();
    report('ok', title, secondsSince(start));
  } catch (error) {
    report('failed', title, secondsSince(start));
    throw error;
  }
}

/** Prints why the script cannot go on, whole, and ends it. */
export function fail(error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
