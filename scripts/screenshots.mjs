// npm run screenshots: takes the README's pictures anew.
import { ensureAllBuilt } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { endChildrenOnSignals, runInForeground } from './lib/processes.mjs';
import { fail } from './lib/progress.mjs';

endChildrenOnSignals();
try {
  await ensureInstalled();
  const chromium = await ensureChromium();
  await ensureAllBuilt();
  process.exitCode = await runInForeground('node', ['test/sandbox/screenshots.ts'], {
    env: { CHROMIUM_PATH: chromium },
  });
} catch (error) {
  fail(error);
}
