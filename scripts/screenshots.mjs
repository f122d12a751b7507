// npm run screenshots: takes the README's pictures anew.
import { ensureChromium } from './lib/chromium.mjs';
import { endChildrenOnSignals, runInForeground } from './lib/processes.mjs';
import { prepare } from './lib/prepare.mjs';
import { fail } from './lib/progress.mjs';

endChildrenOnSignals();
try {
  await prepare();
  const chromium = await ensureChromium();
  process.exitCode = await runInForeground('node', ['test/sandbox/screenshots.ts'], {
    env: { CHROMIUM_PATH: chromium },
  });
} catch (error) {
  fail(error);
}
