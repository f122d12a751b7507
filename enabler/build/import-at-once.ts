import type { Plugin } from 'vite';

/**
 * Makes dynamic imports static, for the bundle in one file. Nothing is left to load there, and for the sake of a dynamic import
 * the bundler wraps every module that it reaches in a function of its own, which takes several kilobytes in all.
 */
export function importAtOnce(): Plugin {
  return {
    name: 'import-at-once',
    enforce: 'post',
    transform(code, id) {
      if (id.includes('/node_modules/')) return undefined;
      const imports: string[] = [];
      const body = code.replace(/\bimport\((["'`])([^"'`]+)\1\)/g, (_call, _quote, source: string) => {
        const name = `importedAtOnce${String(imports.length)}`;
        imports.push(`import * as ${name} from ${JSON.stringify(source)};\n`);
        return `Promise.resolve(${name})`;
      });
      return imports.length === 0 ? undefined : { code: imports.join('') + body, map: null };
    },
  };
}
