import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';
import { relativeImports } from '../imports.js';

const known = new Map();

/** The files that a file imports; read again only when the file has changed. */
function importsOf(path) {
  if (!/\.[cm]?[jt]s$/.test(path) || !existsSync(path)) return [];
  const modified = statSync(path).mtimeMs;
  const before = known.get(path);
  if (before?.modified === modified) return before.imports;
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
  const imports = importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => resolve(dirname(path), name));
  known.set(path, { modified, imports });
  return imports;
}

/** The shortest chain of imports from one file to another, both included. */
function chain(from, to, importsOfFile) {
  const previous = new Map([[from, undefined]]);
  for (const path of previous.keys()) {
    if (path === to) {
      const paths = [];
      for (let step = path; step !== undefined; step = previous.get(step)) paths.unshift(step);
      return paths;
    }
    for (const next of importsOfFile(path)) if (!previous.has(next)) previous.set(next, path);
  }
  return undefined;
}

/** Reports an import that leads back to its own file. Imports of types count, which the usual rules leave out. */
export const noImportCycle = {
  meta: { type: 'problem', schema: [], messages: { cycle: 'Import cycle: {{chain}}.' } },
  create(context) {
    const { cwd, filename } = context;
    const read = new Map();
    const importsOfFile = (path) => {
      if (!read.has(path)) read.set(path, importsOf(path));
      return read.get(path);
    };
    return relativeImports(filename, (node, path) => {
      const paths = chain(path, filename, importsOfFile);
      if (paths === undefined) return;
      const names = [filename, ...paths].map((each) => relative(cwd, each)).join(' > ');
      context.report({ node, messageId: 'cycle', data: { chain: names } });
    });
  },
};
