// A process of `npm run mutate`: tries one mutant after the other in a workshop, and says of each whether the tests passed. It
// is a process of its own so that it can be killed: a mutant may loop for ever.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';

const [folder = '', tested = ''] = process.argv.slice(2);

/** Vitest on the workshop, kept running: a start for each mutant would take longer than its tests. */
const vitest = await createVitest('test', {
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

const passes = async () => {
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    await vitest.globTestSpecifications(),
    true,
  );
  return testModules.length > 0 && unhandledErrors.length === 0 && testModules.every((module) => module.ok());
};

const write = (name, text) => {
  const path = join(folder, 'src', name);
  writeFileSync(path, text);
  vitest.invalidateFile(path);
};

process.on('message', async ({ name, original, start, end, text }) => {
  write(name, original.slice(0, start) + text + original.slice(end));
  const passed = await passes();
  write(name, original);
  process.send(passed);
});
process.send(await passes());
