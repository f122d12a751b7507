// npm run histories: plays histories that are made up from seeds, and judges what they come to.
//   npm run histories -- --kind crash --count 500 --seed 1
// Without a kind it plays so many of each. A failing history comes with the command that plays it alone.
import { parseArgs } from 'node:util';
import { run } from './lib/processes.mjs';

const { values } = parseArgs({
  options: {
    kind: { type: 'string' },
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
});

const env = {
  HISTORIES_COUNT: values.count,
  HISTORIES_SEED: values.seed,
  HISTORIES_CENSUS: 'true',
  ...(values.kind !== undefined && { HISTORIES_KIND: values.kind }),
};
const { code, output } = await run('vitest', ['run', '--project', 'histories', 'test/histories/histories'], {
  env,
});
process.stdout.write(output);
process.exitCode = code;
