import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Removes the chunks of earlier builds, once the new ones are there: who is served meanwhile gets the one or the other. */
export function removeStaleChunks(): Plugin {
  return {
    name: 'remove-stale-chunks',
    writeBundle({ dir = '' }, bundle) {
      const chunks = join(dir, 'chunks');
      for (const name of readdirSync(chunks)) {
        if (!(`chunks/${name}` in bundle)) rmSync(join(chunks, name));
      }
    },
  };
}
