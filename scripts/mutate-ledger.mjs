// npm run mutate: changes the ledger in one small place after the other and sees whether its tests notice. Prints the
// survivors and the score; exits with 1 below 90 %. `npm run mutate settle.ts` does one file only.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { mutantsOf } from './lib/mutants.mjs';
import { root } from './lib/paths.mjs';

const HANDS = 2;
const LEAST_SCORE = 90;
const ledger = join(root, 'processor', 'src', 'ledger');
const wanted = process.argv.slice(2);

const isSource = (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('test-');

/** A folder of its own for each hand, in which a mutant cannot disturb anybody. */
function workshop(parent, number) {
  const folder = join(parent, String(number));
  const sources = join(folder, 'src', 'ledger');
  mkdirSync(sources, { recursive: true });
  cpSync(ledger, sources, { recursive: true });
  for (const name of ['package.json', 'tsconfig.json', 'vitest.config.ts']) {
    cpSync(join(root, 'processor', name), join(folder, name));
  }
  symlinkSync(join(root, 'processor', 'node_modules'), join(folder, 'node_modules'));
  return { folder, sources };
}

/** Vitest on a workshop, kept running: a start for each mutant would take longer than its tests. */
const startVitest = (folder) =>
  createVitest('test', {
    root: folder,
    config: join(folder, 'vitest.config.ts'),
    include: ['src/ledger/**/*.test.ts'],
    watch: false,
    bail: 1,
    isolate: false,
    maxWorkers: 1,
    pool: 'threads',
    reporters: [{}],
  });

const passes = async (vitest) => {
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    await vitest.globTestSpecifications(),
    true,
  );
  return testModules.length > 0 && unhandledErrors.length === 0 && testModules.every((module) => module.ok());
};

const describe = ({ name, line, what, original, start, end }) => {
  const place = original.slice(start, end).replaceAll(/\s+/g, ' ').slice(0, 60);
  return `survived: ${name}:${line} ${what}: ${place}\n`;
};

// Few histories, always the same: what they miss, the many of `npm test` would hardly find either.
Object.assign(process.env, { LEDGER_RUNS: '200', LEDGER_SEED: '4711' });
const parent = mkdtempSync(join(tmpdir(), 'mutate-'));
try {
  const files = readdirSync(ledger).filter(
    (name) => isSource(name) && (wanted.length === 0 || wanted.includes(name)),
  );
  const queue = files.flatMap((name) => {
    const text = readFileSync(join(ledger, name), 'utf8');
    return mutantsOf(name, text).map((mutant) => ({ ...mutant, name, original: text }));
  });
  const total = queue.length;
  const survivors = [];
  let done = 0;

  const hand = async (number) => {
    const { folder, sources } = workshop(parent, number);
    const vitest = await startVitest(folder);
    const write = (name, text) => {
      writeFileSync(join(sources, name), text);
      vitest.invalidateFile(join(sources, name));
    };
    if (!(await passes(vitest))) throw new Error('The tests fail without any mutant.');
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const { name, original, start, end, text } = mutant;
      write(name, original.slice(0, start) + text + original.slice(end));
      if (await passes(vitest)) {
        survivors.push(mutant);
        process.stdout.write(describe(mutant));
      }
      write(name, original);
      done += 1;
      if (done % 50 === 0) process.stdout.write(`${done} of ${total}\n`);
    }
    await vitest.close();
  };
  await Promise.all(Array.from({ length: HANDS }, (_, number) => hand(number)));

  const score = (100 * (total - survivors.length)) / total;
  process.stdout.write(`${total} mutants, ${survivors.length} survived: score ${score.toFixed(1)} %\n`);
  // Vitest leaves an exit code behind for every mutant that its tests noticed.
  process.exitCode = score < LEAST_SCORE ? 1 : 0;
} finally {
  rmSync(parent, { recursive: true, force: true });
}
