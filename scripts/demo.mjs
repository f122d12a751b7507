// npm run demo: from a fresh clone to a shop on this machine. Needs git, Node >= 20 and npm.
import { ensureAllBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { endChildrenOnSignals, runInForeground } from './lib/processes.mjs';
import { fail } from './lib/progress.mjs';

endChildrenOnSignals();
try {
  await ensureInstalled();
  await ensureAllBuilt();
  process.exitCode = await runInForeground('node', ['test/sandbox/main.ts']);
} catch (error) {
  fail(error);
}
