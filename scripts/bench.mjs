// npm run bench: measures the built processor under a mixed load, then the built enabler in a slow browser. Options are those
// of test/bench/main.ts; `--only processor` or `--only browser` runs one part. `--url` measures another processor.
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { endChildrenOnSignals, runInForeground } from './lib/processes.mjs';
import { fail } from './lib/progress.mjs';

const args = process.argv.slice(2);
const at = args.indexOf('--only');
const [, only] = at < 0 ? [] : args.splice(at, 2);
const wants = (part) =>
  only === undefined ? part === 'processor' || !args.includes('--url') : only === part;

const bench = (name, options, env = {}) =>
  runInForeground('node', [join(root, 'test', 'bench', `${name}.ts`), ...options], { env });

endChildrenOnSignals();
try {
  await prepare();
  if (wants('processor')) process.exitCode = await bench('main', args);
  if (wants('browser')) {
    const code = await bench('browser', [], { CHROMIUM_PATH: await ensureChromium() });
    process.exitCode ||= code;
  }
} catch (error) {
  fail(error);
}
