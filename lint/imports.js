import { dirname, resolve } from 'node:path';

const SOURCES = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression'];

/**
 * Visitors that call `visit` with the node and the absolute path of every relative import of a file. Imports of types,
 * dynamic imports, `import('…')` types and re-exports count.
 */
export function relativeImports(filename, visit) {
  const visitSource = (node) => {
    const name = node.source?.value;
    if (typeof name === 'string' && name.startsWith('.'))
      visit(node.source, resolve(dirname(filename), name));
  };
  return Object.fromEntries([...SOURCES, 'TSImportType'].map((type) => [type, visitSource]));
}
