import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from './paths.mjs';
import { run } from './processes.mjs';
import { readReport, readTap } from './test-report.mjs';

const left = new Set(['node_modules', 'dist', 'coverage']);

/** How each test runner is asked for a report, and how the report is read. */
const runners = {
  vitest: {
    args: (path) => ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`],
    read: (path, { code }) => readReport(path, code),
  },
  node: { args: () => ['--test-reporter=tap'], read: (_path, { code, output }) => readTap(output, code) },
};

const install = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

/**
 * Connect builds every application from its own folder, so its unit tests run where that shows: in a copy of the folder
 * outside the repository, after `npm ci` and `npm run build` there.
 * @param {string} name of the application's folder
 * @param {string} reportPath where a test runner may put its report
 */
export async function testAlone(name, reportPath) {
  const { scripts } = JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8'));
  const runner = scripts.test.startsWith('node ') ? runners.node : runners.vitest;
  const parent = mkdtempSync(join(tmpdir(), `${name}-alone-`));
  const folder = join(parent, name);
  let output = '';
  let result = { code: 1, output: '' };
  try {
    cpSync(join(root, name), folder, { recursive: true, filter: (path) => !left.has(basename(path)) });
    for (const args of [install, ['run', 'build'], ['test', '--', ...runner.args(reportPath)]]) {
      result = await run('npm', args, { cwd: folder });
      output += `$ npm ${args.join(' ')}\n${result.output}\n`;
      if (result.code !== 0) break;
    }
    return { output, counts: runner.read(reportPath, result) };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
