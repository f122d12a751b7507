// npm run mutate: changes the ledger and the modifications in one small place after the other and sees whether the tests
// beside them notice. Prints the survivors and a score for each folder; exits with 1 where one is below 90 %.
// `npm run mutate modifications` does one folder only, `npm run mutate ledger/settle.ts` one file.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutantsOf } from './lib/mutants.mjs';
import { root } from './lib/paths.mjs';

const WORKERS = 2;
/** The tests of a folder take a second or two: what takes this long has got into an endless loop, and is noticed. */
const PATIENCE_MS = 20_000;
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
  for (const name of ['package.json', 'tsconfig.json', 'vitest.config.ts']) {
    cpSync(join(root, 'processor', name), join(folder, name));
  }
  symlinkSync(join(root, 'processor', 'node_modules'), join(folder, 'node_modules'));
  return { folder, sources };
}

/**
 * Starts a process that tries mutants in a workshop.
 * @throws where the tests fail without any mutant
 */
async function startWorker({ folder, sources }, tested) {
  cpSync(sourcesOfProcessor, sources, { recursive: true });
  const worker = fork(join(import.meta.dirname, 'lib', 'mutation-worker.mjs'), [folder, tested]);
  const [passed] = await once(worker, 'message');
  if (!passed) throw new Error('The tests fail without any mutant.');
  return worker;
}

/** Whether the tests pass with a mutant; `undefined` where they do not end. */
async function passesWith(worker, mutant) {
  worker.send(mutant);
  try {
    const [passed] = await once(worker, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return passed;
  } catch (error) {
    if (error.name === 'AbortError') return undefined;
    throw error;
  }
}

const describe = ({ name, line, what, original, start, end }) => {
  const place = original.slice(start, end).replaceAll(/\s+/g, ' ').slice(0, 60);
  return `survived: ${name}:${line} ${what}: ${place}\n`;
};

// Few histories: what they miss, the many of `npm test` would hardly find either.
Object.assign(process.env, { LEDGER_RUNS: '200' });

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

  const hand = async (number) => {
    const place = workshop(parent, `${tested}-${number}`);
    let worker = await startWorker(place, tested);
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const passed = await passesWith(worker, mutant);
      if (passed) {
        survivors.push(mutant);
        process.stdout.write(describe(mutant));
      } else if (passed === undefined) {
        worker.kill('SIGKILL');
        worker = await startWorker(place, tested);
      }
      done += 1;
      if (done % 50 === 0) process.stdout.write(`${done} of ${total}\n`);
    }
    worker.kill();
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, number) => hand(number)));

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
  process.exitCode = isEnough ? 0 : 1;
} finally {
  rmSync(parent, { recursive: true, force: true });
}
