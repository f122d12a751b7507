import { existsSync, readFileSync } from 'node:fs';

/**
 * Sums one of Vitest's JSON reports. A test file that failed to load has no tests to count, so it counts as one failure; so
 * does a run that ended badly although each of its tests passed.
 * @param {string} path where the report should be
 * @param {number} exitCode of the run
 */
export function readReport(path, exitCode) {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of JSON.parse(readFileSync(path, 'utf8')).testResults) {
    for (const test of file.assertionResults) {
      counts[test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped'] += 1;
    }
    const hasFailedTest = file.assertionResults.some((test) => test.status === 'failed');
    if (file.status === 'failed' && !hasFailedTest) counts.failed += 1;
  }
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** Adds counts up. */
export const sum = (all) =>
  all.reduce(
    (total, counts) => ({
      passed: total.passed + counts.passed,
      failed: total.failed + counts.failed,
      skipped: total.skipped + counts.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/** `12 passed, 0 failed`, and the skipped ones only where there are any. */
export const describe = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
