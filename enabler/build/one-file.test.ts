// @vitest-environment node
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type { Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { importAtOnce } from './import-at-once.ts';

const transform = importAtOnce().transform as (
  code: string,
  id: string,
) => Rolldown.TransformResult & { code: string };

describe('the one-file bundle', () => {
  const code = readFileSync(new URL('../public/connector-enabler.umd.js', import.meta.url), 'utf8');

  it('has nothing left to load', () => {
    expect(code).not.toMatch(/\bimport\(/);
  });

  it('can be evaluated on a server, and the enabler constructed', () => {
    const server = createContext({ EventTarget });
    runInContext(code, server);
    const made = `new Connector.Enabler({ processorUrl: 'https://p', sessionId: 's', locale: 'de' })`;
    expect(runInContext(`typeof ${made}.createDropinBuilder`, server)).toBe('function');
  });
});

describe('a dynamic import', () => {
  it('becomes a static one', () => {
    const { code } = transform(
      'export const load = () => import("./a.ts").then(use, `./b`);',
      '/src/load.ts',
    );
    expect(code).toBe(
      'import * as importedAtOnce0 from "./a.ts";\n' +
        'export const load = () => Promise.resolve(importedAtOnce0).then(use, `./b`);',
    );
  });

  it('of a package stays as it is', () => {
    expect(transform('import("./a.js")', '/node_modules/a/index.js')).toBeUndefined();
  });
});
