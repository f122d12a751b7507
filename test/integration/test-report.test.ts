import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describe as inWords, readReport, sum } from '../../scripts/lib/test-report.mjs';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface File {
  status: string;
  assertionResults: { status: string }[];
}

const report = (...testResults: File[]): string => {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify({ testResults }));
  return path;
};
const file = (status: string, ...tests: string[]): File => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe('the sum at the end of npm test', () => {
  it('counts what passed, failed and was skipped', () => {
    const path = report(
      file('passed', 'passed', 'passed', 'pending'),
      file('failed', 'passed', 'failed', 'todo'),
    );
    expect(readReport(path, 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(readReport(report(file('passed', 'passed'), file('failed')), 1)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it('counts a run that ended badly as a failure, report or not', () => {
    expect(readReport(report(file('passed', 'passed')), 1)).toMatchObject({ passed: 1, failed: 1 });
    expect(readReport(join(folder, 'none.json'), 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('says so in one line, the skipped ones only where there are any', () => {
    const total = sum([
      { passed: 2, failed: 0, skipped: 0 },
      { passed: 3, failed: 1, skipped: 0 },
    ]);
    expect(inWords(total)).toBe('5 passed, 1 failed');
    expect(inWords({ ...total, skipped: 1 })).toBe('5 passed, 1 failed, 1 skipped');
  });
});
