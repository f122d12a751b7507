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
import { mutantsOf } from './lib/mutants.mjs';
import { root } from './lib/paths.mjs';
import { endChildrenOnSignals, run } from './lib/processes.mjs';

const HANDS = 2;
const LEAST_SCORE = 90;
const ledger = join(root, 'processor', 'src', 'ledger');
const wanted = process.argv.slice(2);

const isSource = (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'test-payment.ts';

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

/** Whether the tests pass. Few histories: what they miss, the many of `npm test` would hardly find either. */
async function passes(folder) {
  const options = ['--bail=1', '--no-file-parallelism', '--no-isolate', '--pool=threads', '--reporter=dot'];
  const env = { LEDGER_RUNS: '200', LEDGER_SEED: '4711' };
  const { code } = await run('vitest', ['run', 'src/ledger', ...options, '--testTimeout=20000'], {
    cwd: folder,
    env,
  });
  return code === 0;
}

endChildrenOnSignals();
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
    if (!(await passes(folder))) throw new Error('The tests fail without any mutant.');
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const { name, original, start, end, text } = mutant;
      writeFileSync(join(sources, name), original.slice(0, start) + text + original.slice(end));
      if (await passes(folder)) survivors.push(mutant);
      writeFileSync(join(sources, name), original);
      done += 1;
      if (done % 25 === 0) process.stdout.write(`${done} of ${total}, ${survivors.length} survived\n`);
    }
  };
  await Promise.all(Array.from({ length: HANDS }, (_, number) => hand(number)));

  survivors.sort((a, b) => a.name.localeCompare(b.name) || a.line - b.line);
  for (const { name, line, what, original, start, end } of survivors) {
    const place = original.slice(start, end).replaceAll(/\s+/g, ' ').slice(0, 60);
    process.stdout.write(`survived: ${name}:${line} ${what}: ${place}\n`);
  }
  const score = (100 * (total - survivors.length)) / total;
  process.stdout.write(`${total} mutants, ${survivors.length} survived: score ${score.toFixed(1)} %\n`);
  if (score < LEAST_SCORE) process.exitCode = 1;
} finally {
  rmSync(parent, { recursive: true, force: true });
}
