import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/**
 * Writes the public types beside the bundle. `src/types.ts` holds declarations only and imports nothing, so it is a
 * declaration file already; what it lacks is the name of the UMD bundle's global. TypeScript looks for the types of a
 * module under the module's own name, so they are there under that name, too.
 */
export function shippedTypes(): Plugin {
  return {
    name: 'shipped-types',
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'connector-enabler.d.ts',
        source: `${readFileSync('src/types.ts', 'utf8')}\nexport as namespace Connector;\n`,
      });
      for (const bundle of ['es', 'umd']) {
        this.emitFile({
          type: 'asset',
          fileName: `connector-enabler.${bundle}.d.ts`,
          source: `export * from './connector-enabler.js';\n`,
        });
      }
    },
  };
}
