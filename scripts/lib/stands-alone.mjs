import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from './paths.mjs';
import { run } from './processes.mjs';

const left = new Set(['node_modules', 'dist', 'coverage']);

/**
 * Connect builds every application from its own folder, so its unit tests run where that shows: in a copy of the folder
 * outside the repository, after `npm ci` and `npm run build` there.
 * @param {string} name of the application's folder
 * @param {string} reportPath where Vitest's JSON report goes
 */
export async function testAlone(name, reportPath) {
  const parent = mkdtempSync(join(tmpdir(), `${name}-alone-`));
  const folder = join(parent, name);
  try {
    cpSync(join(root, name), folder, { recursive: true, filter: (path) => !left.has(basename(path)) });
    let output = '';
    for (const args of [
      ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'],
      ['run', 'build'],
      ['test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`],
    ]) {
      const result = await run('npm', args, { cwd: folder });
      output += `$ npm ${args.join(' ')}\n${result.output}\n`;
      if (result.code !== 0) return { code: result.code, output };
    }
    return { code: 0, output };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
