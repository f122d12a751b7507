// npm test: installs what is missing, then every check and every test of the repository. The last line says
// `N passed, N failed`, where a check (formatting, lint, types) counts as one.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ensureChromium } from './lib/chromium.mjs';
import { cacheFolder } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { endChildrenOnSignals, run } from './lib/processes.mjs';
import { report, secondsSince } from './lib/progress.mjs';
import { testAlone } from './lib/stands-alone.mjs';
import { describe, readReport, sum } from './lib/vitest-report.mjs';

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

const suite = (title, name, work) =>
  record(title, async () => {
    const path = join(reports, `${name}.json`);
    const { code, output } = await work(path);
    return { output, counts: readReport(path, code) };
  });

const project = (title, name, env = {}) =>
  suite(title, name, (path) =>
    run(
      'vitest',
      ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${path}`],
      {
        env,
      },
    ),
  );

/** Works through a list with so many hands at a time. */
async function withHands(count, list) {
  const queue = [...list];
  const hand = async () => {
    for (let work = queue.shift(); work !== undefined; work = queue.shift()) await work();
  };
  await Promise.all(Array.from({ length: count }, hand));
}

endChildrenOnSignals();
try {
  await prepare();
  const chromium = await ensureChromium();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  const withChromium = { CHROMIUM_PATH: chromium };
  // The longest first; what measures time runs alone afterwards.
  await withHands(2, [
    () => project('Browser tests', 'e2e', withChromium),
    () =>
      suite('Processor in a folder of its own: install, build, unit tests', 'processor', (path) =>
        testAlone('processor', path),
      ),
    () =>
      suite('Enabler in a folder of its own: install, build, unit tests', 'enabler', (path) =>
        testAlone('enabler', path),
      ),
    () => check('Lint', 'eslint', '.'),
    () => check('Formatting', 'prettier', '--check', '--log-level=warn', '.'),
    () => check('Types of the processor', 'tsc', '--noEmit', '-p', 'processor/tsconfig.json'),
    () => check('Types of the enabler', 'tsc', '--noEmit', '-p', 'enabler/tsconfig.json'),
    () => check('Types of the tests', 'tsc', '--noEmit', '-p', 'tsconfig.json'),
    () => project('Sandbox tests', 'sandbox', withChromium),
    () => project('Integration tests', 'integration', withChromium),
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
