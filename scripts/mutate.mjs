// npm run mutate: changes the ledger and the modifications in one small place after the other and sees whether the tests
// beside them notice. Prints the survivors and a score for each folder; exits with 1 where one is below 90 %.
// `npm run mutate modifications` does one folder only, `npm run mutate ledger/settle.ts` one file.
import {
  cpSync,
  existsSync,
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

const WORKERS = 2;
const LEAST_SCORE = 90;
const sourcesOfProcessor = join(root, 'processor', 'src');
const wanted = process.argv.slice(2);

/**
 * The folders whose decisions are pure. Of the modifications only what a test beside it tries: what calls Adyen and
 * commercetools is tried by the integration tests.
 */
const folders = ['ledger', 'modifications'];

const isSource = (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('test-');

const hasTest = (folder, name) =>
  existsSync(join(sourcesOfProcessor, folder, name.replace('.ts', '.test.ts')));

const filesOf = (folder) =>
  readdirSync(join(sourcesOfProcessor, folder))
    .filter(isSource)
    .filter((name) => folder === 'ledger' || hasTest(folder, name))
    .filter((name) =>
      [folder, `${folder}/${name}`].some((one) => wanted.length === 0 || wanted.includes(one)),
    );

/** A copy of the processor for each worker, in which a mutant cannot disturb anybody. */
function workshop(parent, number) {
  const folder = join(parent, String(number));
  const sources = join(folder, 'src');
  mkdirSync(sources, { recursive: true });
  cpSync(sourcesOfProcessor, sources, { recursive: true });
  for (const name of ['package.json', 'tsconfig.json', 'vitest.config.ts']) {
    cpSync(join(root, 'processor', name), join(folder, name));
  }
  symlinkSync(join(root, 'processor', 'node_modules'), join(folder, 'node_modules'));
  return { folder, sources };
}

/** Vitest on a workshop, kept running: a start for each mutant would take longer than its tests. */
const startVitest = (folder, tested) =>
  createVitest('test', {
    root: folder,
    config: join(folder, 'vitest.config.ts'),
    include: [`src/${tested}/**/*.test.ts`],
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

/** @returns whether the tests of a folder notice enough */
async function mutateFolder(tested, parent) {
  const queue = filesOf(tested).flatMap((name) => {
    const text = readFileSync(join(sourcesOfProcessor, tested, name), 'utf8');
    return mutantsOf(name, text).map((mutant) => ({ ...mutant, name: join(tested, name), original: text }));
  });
  const total = queue.length;
  if (total === 0) return true;
  const survivors = [];
  let done = 0;

  const worker = async (number) => {
    const { folder, sources } = workshop(parent, `${tested}-${number}`);
    const vitest = await startVitest(folder, tested);
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
  await Promise.all(Array.from({ length: WORKERS }, (_, number) => worker(number)));

  const score = (100 * (total - survivors.length)) / total;
  process.stdout.write(
    `${tested}: ${total} mutants, ${survivors.length} survived: score ${score.toFixed(1)} %\n`,
  );
  return score >= LEAST_SCORE;
}

const parent = mkdtempSync(join(tmpdir(), 'mutate-'));
try {
  let isEnough = true;
  for (const tested of folders) isEnough = (await mutateFolder(tested, parent)) && isEnough;
  // Vitest leaves an exit code behind for every mutant that its tests noticed.
  process.exitCode = isEnough ? 0 : 1;
} finally {
  rmSync(parent, { recursive: true, force: true });
}
