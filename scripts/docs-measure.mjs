// npm run docs:measure: takes the README's figures anew and keeps them in docs/measured; `npm run docs` then writes them into
// the README. `npm run docs:measure sizes` takes only those.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { endChildrenOnSignals, mustRun } from './lib/processes.mjs';
import { fail, step } from './lib/progress.mjs';

const folder = join(root, 'docs', 'measured');

const tables = (output) =>
  output
    .split('\n')
    .filter((line) => line.startsWith('|') || line === '')
    .join('\n');

const tablesAndCaptions = (output) =>
  output
    .split('\n')
    .filter((line) => /^(\||Upstream latency|$)/.test(line) || / cores, Node /.test(line))
    .join('\n');

/** Each figure: what measures it, and what of the output is kept. */
const measures = {
  calls: {
    command: ['vitest', ['run', '--project', 'integration', 'test/integration/calls-per-operation.test.ts']],
    keep: tables,
  },
  sizes: { command: ['npm', ['run', '--silent', 'size'], { cwd: join(root, 'enabler') }], keep: tables },
  bench: { command: ['node', ['scripts/bench.mjs']], keep: tablesAndCaptions },
  mutation: {
    command: ['node', ['scripts/mutate.mjs']],
    keep: (output) =>
      output
        .match(/^\w+: \d+ mutants.*$/gm)
        ?.map((line) => `- ${line}`)
        .join('\n') ?? '',
  },
};

const wanted = process.argv.slice(2);
endChildrenOnSignals();
try {
  await prepare();
  mkdirSync(folder, { recursive: true });
  for (const name of wanted.length > 0 ? wanted : Object.keys(measures)) {
    const { command, keep } = measures[name];
    await step(`Measuring ${name}`, async () => {
      const kept = keep(await mustRun(...command));
      // Prettier is there only after the step that installs it.
      const { format } = await import('prettier');
      writeFileSync(join(folder, `${name}.md`), await format(kept, { parser: 'markdown' }));
    });
  }
} catch (error) {
  fail(error);
}
