// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Plugin } from 'vite';
import type { CatalogueRow } from '../src/method-catalogue/row.ts';
import { adyenElements, allRows, elementsModule } from './adyen-elements.ts';
import { chunkGroups } from './chunk-groups.ts';
import { chunksInModulesOnly, leaveOutBuildFacts } from './left-out.ts';
import { publicTypes } from './shipped-types.ts';
import { chunksOfUses } from './sizes.ts';

/** What a plugin's hook makes of its arguments. */
function call(plugin: Plugin, hook: 'load' | 'transform', ...parameters: string[]): string {
  const result = (plugin[hook] as (...parameters: string[]) => string | { code: string } | undefined)(
    ...parameters,
  );
  return typeof result === 'object' ? result.code : (result ?? '');
}

const source = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('one more row', () => {
  const row: CatalogueRow = {
    component: 'carrierpigeon',
    types: ['pigeon'],
    elements: ['PayTo'],
    chunk: 'nest',
    leavesPage: false,
  };
  const rows = [...allRows, row];
  const elements = adyenElements(rows);

  it('has its classes in the module of its chunk', () => {
    expect(call(elements, 'load', '\0virtual:adyen-elements')).toContain(
      `'nest': () => import('${elementsModule('nest')}')`,
    );
    const code = call(elements, 'load', `\0${elementsModule('nest')}`);
    expect(code).toContain(`import { PayTo } from '@adyen/adyen-web'`);
    expect(code).toContain(`"pigeon": { elements: [PayTo] }`);
  });

  it('has its own code in the module of its chunk', () => {
    const own = adyenElements([...rows, { ...row, types: ['dove'], code: 'carrierpigeon/dove' }]);
    const code = call(own, 'load', `\0${elementsModule('nest')}`);
    expect(code).toMatch(
      /import \{ method as (\w+) \} from ".+\/src\/methods\/carrierpigeon\/dove\.method\.ts";/,
    );
    expect(code).toMatch(/"dove": \{ elements: \[PayTo\], code: \w+ \}/);
  });

  it('has a chunk of the name, with its own code', () => {
    const group = chunkGroups(rows).find(({ name }) => name === 'nest');
    expect(group?.test(`\0${elementsModule('nest')}`)).toBe(true);
    expect(group?.test('/enabler/src/methods/carrierpigeon/carrierpigeon.ts')).toBe(true);
    expect(group?.test('/enabler/src/methods/card/card.ts')).toBe(false);
  });

  it('joins an existing chunk, together with the files that adyen-web’s class imports', () => {
    const forms = chunkGroups([...allRows, { ...row, chunk: 'forms' }]).find(({ name }) => name === 'forms');
    expect(forms?.test('/enabler/src/methods/carrierpigeon/carrierpigeon.ts')).toBe(true);
    const file = new URL(
      '../node_modules/@adyen/adyen-web/dist/es/components/PayTo/PayTo.js',
      import.meta.url,
    );
    expect(forms?.test(file.pathname)).toBe(true);
  });

  it('is measured', () => {
    expect(chunksOfUses(rows)).toMatchObject({ carrierpigeon: ['payment', 'nest'] });
  });

  it('is left out of the one-file bundle where it says so', () => {
    expect(chunksInModulesOnly([row])).toEqual({});
    expect(chunksInModulesOnly([{ ...row, isModulesOnly: true }])).toEqual({
      [elementsModule('nest')]: 'export default {};',
    });
  });

  it('is in the published types', () => {
    const types = publicTypes(source('../src/types.ts'), ['card', 'carrierpigeon']);
    expect(types).toContain(`export type ComponentType =\n  | 'card'\n  | 'carrierpigeon';`);
    expect(types).not.toContain('import(');
  });
});

describe('the published types', () => {
  it('are those that the repository holds', () => {
    expect(source('../public/connector-enabler.d.ts')).toBe(
      `${publicTypes(source('../src/types.ts'))}\nexport as namespace Connector;\n`,
    );
  });
});

describe('adyen-web’s classes', () => {
  it('that rows name are there', () => {
    expect(() =>
      chunkGroups([{ types: ['x'], elements: ['Gone' as 'EPS'], chunk: 'nest', leavesPage: true }]),
    ).toThrow('adyen-web exports no Gone');
  });
});

describe('a bundle’s rows', () => {
  it.each(['methods', 'families'])('of %s lack what only the build reads', (name) => {
    const path = `../src/method-catalogue/${name}.ts`;
    const code = call(
      leaveOutBuildFacts(),
      'transform',
      source(path),
      `/enabler/src/method-catalogue/${name}.ts`,
    );
    expect(code).not.toMatch(/elements|isModulesOnly|code:/);
    expect(code).toContain('leavesPage');
  });
});
