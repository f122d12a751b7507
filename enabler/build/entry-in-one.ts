import type { Plugin, Rolldown } from 'vite';

/**
 * Makes the entry one file. The bundler puts what the entry shares with its chunks into a chunk of its own, which a browser
 * learns of only when it has the entry: on a slow network a whole round trip before anything else can start.
 *
 * The chunks then import from the entry. A page may have loaded that under another address (`?v=2`), which would be another
 * module with other state: then the entry hands over to the one that the chunks know.
 */
export function entryInOne(): Plugin {
  return {
    name: 'entry-in-one',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const entry = chunks.find(({ isEntry }) => isEntry);
      const shared = chunks.find(({ fileName }) => fileName === entry?.imports[0]);
      const exported = entry && /^export\{(\w+) as Enabler\}from/.exec(entry.code)?.[1];
      if (!entry || !shared || entry.imports.length !== 1 || !exported) {
        this.error('The entry is not what it was: it re-exports Enabler from one chunk.');
      }
      for (const chunk of chunks) redirect(chunk, shared.fileName, entry.fileName);
      const code = shared.code.replace(/\b(from|import\(?)(["'`])\.\//g, '$1$2./chunks/');
      entry.code = withEnabler(code, exported, entry.fileName);
      entry.imports = shared.imports;
      entry.dynamicImports = shared.dynamicImports;
      Reflect.deleteProperty(bundle, shared.fileName);
    },
  };
}

/** Has a chunk import from the entry instead of the chunk that has become part of it. */
function redirect(chunk: Rolldown.OutputChunk, from: string, to: string): void {
  chunk.code = chunk.code.replaceAll(`./${from.replace(/^chunks\//, '')}`, `../${to}`);
  chunk.imports = chunk.imports.map((name) => (name === from ? to : name));
}

/** The chunk's code with `Enabler` among its exports, from this module or from the one without a query. */
function withEnabler(code: string, exported: string, entry: string): string {
  const exports = /export\{([^}]*)\};?\s*$/.exec(code);
  const local = exports?.[1]
    ?.split(',')
    .find((name) => name.endsWith(` as ${exported}`))
    ?.split(' ')[0];
  if (!exports || !local) throw new Error('The chunk that the entry shares does not export Enabler.');
  const chosen = `import.meta.url.includes("?")?(await import(${JSON.stringify(`./${entry}`)})).Enabler:${local}`;
  return `${code.slice(0, exports.index)}const theEnabler=${chosen};export{theEnabler as Enabler,${exports[1] ?? ''}};`;
}
