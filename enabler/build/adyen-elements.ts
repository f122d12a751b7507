import type { Plugin } from 'vite';
import { families } from '../src/method-catalogue/families.ts';
import { methods, unknownMethod } from '../src/method-catalogue/methods.ts';
import { keyOf, type CatalogueRow } from '../src/method-catalogue/row.ts';

const prefix = 'virtual:adyen-elements';

/** The module with adyen-web's classes of a chunk. */
export const elementsModule = (chunk: string): string => `${prefix}/${chunk}`;

/** All rows of the catalogue. */
export const allRows: readonly CatalogueRow[] = [...methods, ...families, unknownMethod];

/** adyen-web's classes of a chunk, by the rows that name it. */
export const elementsOf = (rows: readonly CatalogueRow[], chunk: string): string[] => [
  ...new Set(rows.flatMap((row) => (row.chunk === chunk ? (row.elements ?? []) : []))),
];

/** All chunks that rows name. */
export const chunksOf = (rows: readonly CatalogueRow[]): string[] => [
  ...new Set(rows.flatMap(({ chunk }) => chunk ?? [])),
];

/**
 * Serves adyen-web's classes as the method catalogue names them: `virtual:adyen-elements/<chunk>` holds those of a chunk,
 * and `virtual:adyen-elements` imports each of these modules when it is wanted. So the catalogue is data, although a
 * bundler has to read every dynamic import in the source.
 */
export function adyenElements(rows = allRows): Plugin {
  return {
    name: 'adyen-elements',
    resolveId: (id) => (id === prefix || id.startsWith(`${prefix}/`) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${prefix}`) {
        const loaders = chunksOf(rows).map((chunk) => `'${chunk}': () => import('${elementsModule(chunk)}')`);
        return `export default { ${loaders.join()} };`;
      }
      if (!id.startsWith(`\0${prefix}/`)) return undefined;
      const chunk = id.slice(prefix.length + 2);
      const classes = rows
        .filter((row) => row.chunk === chunk)
        .map((row) => `${JSON.stringify(keyOf(row))}: [${String(row.elements)}]`);
      const code = `import { ${elementsOf(rows, chunk).join()} } from '@adyen/adyen-web';
        export default { ${classes.join()} };`;
      return { code, moduleSideEffects: false };
    },
  };
}
