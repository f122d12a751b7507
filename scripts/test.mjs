// npm test: installs what is missing, then every check and every test of the repository. The last line says
// `N passed, N failed`, where a check (formatting, lint, types) counts as one.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ensureChromium } from './lib/chromium.mjs';
import { applications, cacheFolder, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { endChildrenOnSignals, run } from './lib/processes.mjs';
import { report, secondsSince } from './lib/progress.mjs';
import { testAlone } from './lib/stands-alone.mjs';
import { describe, readReport, sum } from './lib/test-report.mjs';

const start = performance.now();
const reports = join(cacheFolder, 'reports');
const results = [];

/** Runs one check or suite, prints its line, and its whole output when it failed. */
async function record(title, work) {
  const began = performance.now();
  report('running', title);
  const { output, counts } = await work();
  results.push(counts);
  report(counts.failed === 0 ? 'ok' : 'failed', title, `${secondsSince(began)}, ${describe(counts)}`);
  if (counts.failed > 0) process.stdout.write(`\n${output.trim()}\n\n`);
}

const check = (title, command, ...args) =>
  record(title, async () => {
    const { code, output } = await run(command, args);
    return { output, counts: { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 } };
  });

const reportOf = (name) => join(reports, `${name}.json`);

const project = (title, name, options = {}) =>
  record(title, async () => {
    const path = reportOf(name);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
    const { code, output } = await run('vitest', ['run', '--project', name, ...reporters], options);
    return { output, counts: readReport(path, code) };
  });

/** Works through a list with so many hands at a time. */
async function withHands(count, list) {
  const queue = [...list];
  const hand = async () => {
    for (let work = queue.shift(); work !== undefined; work = queue.shift()) await work();
  };
  await Promise.all(Array.from({ length: count }, hand));
}

// Vitest, typescript-eslint and others behave differently where this is set: the same everywhere then.
process.env.CI = 'true';
endChildrenOnSignals();
try {
  const [chromium] = await Promise.all([ensureChromium(), prepare()]);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  const withChromium = { env: { CHROMIUM_PATH: chromium } };
  // The longest first; much of them is waiting, so that three share two cores. The browser takes all that it is given, and
  // nothing waits for it: it comes after the others. What measures time runs alone afterwards.
  await withHands(3, [
    () => project('Integration tests', 'integration', withChromium),
    () => project('Histories', 'histories'),
    () => project('Browser tests', 'e2e', { ...withChromium, niceness: 10 }),
    ...applications.map(
      (name) => () =>
        record(`${name} in a folder of its own: install, build, unit tests`, () =>
          testAlone(name, reportOf(name)),
        ),
    ),
    () => check('Lint', 'eslint', '.'),
    () => check('Dead code', 'knip'),
    () => check('Dead code in what is shipped', 'knip', '--production'),
    () => check('Copies', 'jscpd'),
    () => project('Tooling tests', 'tooling'),
    () => check('Known vulnerabilities', 'node', 'scripts/audit.mjs'),
    () => check('Formatting', 'prettier', '--check', '--log-level=warn', '.'),
    ...['.', ...applications]
      .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
      .map(
        (folder) => () => check(`Types in ${folder}`, 'tsc', '--noEmit', '-p', join(folder, 'tsconfig.json')),
      ),
    () => project('Sandbox tests', 'sandbox', withChromium),
  ]);
  await project('Fault tests', 'faults');
} catch (error) {
  // Nothing could be installed or built: one failure, told whole.
  process.stdout.write(`\n${error.message}\n`);
  results.push({ passed: 0, failed: 1, skipped: 0 });
}

const total = sum(results);
process.exitCode = total.failed === 0 ? 0 : 1;
process.stdout.write(`\nIn ${secondsSince(start)}:\n${describe(total)}\n`);
