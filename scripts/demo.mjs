// npm run demo: from a fresh clone to a shop on this machine. Needs git, Node >= 20 and npm.
import { endChildrenOnSignals, runInForeground } from './lib/processes.mjs';
import { prepare } from './lib/prepare.mjs';
import { fail } from './lib/progress.mjs';

endChildrenOnSignals();
try {
  await prepare();
  process.exitCode = await runInForeground('node', ['test/sandbox/main.ts']);
} catch (error) {
  fail(error);
}
