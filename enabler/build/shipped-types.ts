import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { catalogue } from '../src/method-catalogue/catalogue.ts';

const componentType = " import('./method-catalogue/methods.ts').ComponentType";
const note = '// The one import: the build writes the names in its place.\n';

/**
 * Writes the public types beside the bundle. `src/types.ts` holds declarations only, so it is a declaration file already;
 * what it lacks are the names of the components, which the method catalogue has, and the name of the UMD bundle's global.
 * TypeScript looks for the types of a module under the module's own name, so they are there under that name, too.
 */
export function shippedTypes(): Plugin {
  return {
    name: 'shipped-types',
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'connector-enabler.d.ts',
        source: `${publicTypes(readFileSync('src/types.ts', 'utf8'))}\nexport as namespace Connector;\n`,
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

/** The public types with the components' names in place of their import. */
export function publicTypes(source: string, names: readonly string[] = catalogue.componentTypes): string {
  if (!source.includes(componentType)) throw new Error('src/types.ts does not import ComponentType.');
  return source.replace(note, '').replace(componentType, names.map((name) => `\n  | '${name}'`).join(''));
}
