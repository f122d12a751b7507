import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from './paths.mjs';
import { run } from './processes.mjs';
import { readReport } from './test-report.mjs';

const left = new Set(['node_modules', 'dist', 'coverage']);

const install = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

/**
 * Connect builds every application from its own folder, so its unit tests run where that shows: in a copy of the folder
 * outside the repository, after `npm ci` and `npm run build` there.
 * @param {string} name of the application's folder
 * @param {string} reportPath where Vitest puts its report
 */
export async function testAlone(name, reportPath) {
  const parent = mkdtempSync(join(tmpdir(), `${name}-alone-`));
  const folder = join(parent, name);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
  let output = '';
  let result = { code: 1, output: '' };
  try {
    cpSync(join(root, name), folder, { recursive: true, filter: (path) => !left.has(basename(path)) });
    for (const args of [install, ['run', 'build'], ['test', '--', ...reporters]]) {
      result = await run('npm', args, { cwd: folder });
      output += `$ npm ${args.join(' ')}\n${result.output}\n`;
      if (result.code !== 0) break;
    }
    return { output, counts: readReport(reportPath, result.code) };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
