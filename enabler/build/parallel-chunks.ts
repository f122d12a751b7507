import { dirname, posix } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/**
 * Has a chunk's own imports requested together with it. A browser learns what a module imports when it has the module;
 * on a slow network each such step costs a round trip, and adyen-web's core would come last.
 */
export function parallelChunks(): Plugin {
  return {
    name: 'parallel-chunks',
    generateBundle(_options, bundle) {
      const chunks = new Map(
        Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])),
      );
      for (const chunk of chunks.values()) {
        const present = staticImports(chunk.fileName, chunks);
        chunk.code = chunk.code.replace(
          /\bimport\(([`"'])(\.[^`"']+)\1\)/g,
          (call, _quote, source: string) => {
            const target = posix.join(dirname(chunk.fileName), source);
            // In one order everywhere: what repeats is compressed well.
            const missing = [...staticImports(target, chunks)]
              .filter((name) => name !== target && !present.has(name))
              .toSorted();
            if (missing.length === 0) return call;
            const imports = missing.map((name) => `import(\`${relative(chunk.fileName, name)}\`)`);
            // What becomes of them the import itself reports.
            return `(Promise.allSettled([${imports.join()}]),${call})`;
          },
        );
      }
    },
  };
}

/** A chunk with all that comes with it. */
function staticImports(
  name: string,
  chunks: Map<string, Rolldown.OutputChunk>,
  found = new Set<string>(),
): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const imported of chunks.get(name)?.imports ?? []) staticImports(imported, chunks, found);
  return found;
}

function relative(from: string, to: string): string {
  const path = posix.relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}
