import { ensureBuilt } from './build.mjs';
import { ensureInstalled, ensureToolsInstalled } from './install.mjs';
import { applications } from './paths.mjs';

/**
 * Makes the repository ready to run: tools and both applications installed and built, each step only where it is
 * needed, and side by side where that is possible.
 */
export async function prepare() {
  const tools = ensureToolsInstalled();
  await Promise.all(
    applications.map(async (name) => {
      await ensureInstalled(name);
      await tools;
      await ensureBuilt(name);
    }),
  );
}
