import { basename } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Puts the bundler's runtime, a few lines that nearly every chunk imports, into the chunk that the entry needs anyway.
 * By itself it takes one of a browser's six connections for a whole round trip, just when the form's chunks are wanted.
 */
export function runtimeInEntry(): Plugin {
  return {
    name: 'runtime-in-entry',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const runtime = chunks.find(({ name }) => name === 'rolldown-runtime');
      const entry = chunks.find(({ isEntry }) => isEntry);
      const shared = chunks.find(({ fileName }) => fileName === entry?.imports[0]);
      const [, body, local] = /^([^]*)export\{(\w+)(?: as \w+)?\};?\s*$/.exec(runtime?.code ?? '') ?? [];
      if (!runtime || !shared || body === undefined || local === undefined) {
        this.error('The bundler’s runtime is not what it was: a chunk with one export.');
      }
      const imported = new RegExp(
        `import\\{(\\w+)(?: as (\\w+))?\\}from(["'\`])\\./${basename(runtime.fileName)}\\3`,
      );
      for (const chunk of chunks.filter(({ imports }) => imports.includes(runtime.fileName))) {
        chunk.code = chunk.code.replace(
          imported,
          (_all, exported: string, name: string = exported) =>
            `import{bundlerRuntime as ${name}}from"./${basename(shared.fileName)}"`,
        );
        chunk.imports = [
          ...new Set(chunk.imports.with(chunk.imports.indexOf(runtime.fileName), shared.fileName)),
        ];
      }
      shared.code = `const bundlerRuntime=(()=>{${body}return ${local}})();export{bundlerRuntime};${shared.code}`;
      Reflect.deleteProperty(bundle, runtime.fileName);
    },
  };
}
