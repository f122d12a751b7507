import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { families } from '../src/method-catalogue/families.ts';
import { methods, unknownMethod } from '../src/method-catalogue/methods.ts';
import { keyOf, type CatalogueRow } from '../src/method-catalogue/row.ts';

/** The files of methods' own code. */
const codeFolder = fileURLToPath(new URL('../src/methods', import.meta.url));
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

/** The source of a chunk's module: adyen-web's classes and the methods' own code, by their row. */
function chunkCode(rows: readonly CatalogueRow[], chunk: string): string {
  const imports = [`import { ${elementsOf(rows, chunk).join()} } from '@adyen/adyen-web';`];
  const parts = rows
    .filter((row) => row.chunk === chunk)
    .map((row, index) => {
      const elements = `elements: [${String(row.elements)}]`;
      if (row.code === undefined) return `${JSON.stringify(keyOf(row))}: { ${elements} }`;
      const name = `code${String(index)}`;
      imports.push(
        `import { method as ${name} } from ${JSON.stringify(`${codeFolder}/${row.code}.method.ts`)};`,
      );
      return `${JSON.stringify(keyOf(row))}: { ${elements}, code: ${name} }`;
    });
  return `${imports.join('\n')}\nexport default { ${parts.join()} };`;
}

/**
 * Serves adyen-web's classes and methods' own code as the method catalogue names them: `virtual:adyen-elements/<chunk>`
 * holds those of a chunk, and `virtual:adyen-elements` imports each of these modules when it is wanted. So the catalogue is
 * data, although a bundler has to read every dynamic import in the source.
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
      return { code: chunkCode(rows, chunk), moduleSideEffects: false };
    },
  };
}
