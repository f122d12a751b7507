import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lines, plantRepository, type Planted } from './planted.ts';

const one = 'export const one = 1;\n';

/** Each file breaks the rule beside it, and no other one of the layout. */
const breaches: readonly (readonly [what: string, rule: string, path: string, text: string])[] = [
  [
    'an upward import',
    'layout/layers',
    'processor/src/ledger/upward.ts',
    "export { one } from '../api/one.ts';",
  ],
  [
    'an upward import of a type',
    'layout/layers',
    'processor/src/config/upward-type.ts',
    "import type { One } from '../adyen/one.ts';\nexport type Two = One;",
  ],
  [
    'an upward import at run time',
    'layout/layers',
    'enabler/src/messages/upward.ts',
    "export const load = () => import('../express/one.ts');",
  ],
  [
    'an upward import inside a type',
    'layout/layers',
    'processor/src/config/upward-inside.ts',
    "export type Two = import('../adyen/one.ts').One;",
  ],
  [
    'an import of a folder beside',
    'layout/layers',
    'processor/src/adyen/sideways.ts',
    "export { one } from '../commercetools/one.ts';",
  ],
  ['a folder without a layer', 'layout/layers', 'processor/src/new-folder/one.ts', one],
  [
    'an import from another application',
    'layout/layers',
    'job/src/main.ts',
    "export { one } from '../../processor/src/config/one.ts';",
  ],
  [
    'a cycle of imports',
    'layout/no-import-cycle',
    'processor/src/config/here.ts',
    "export { there } from './there.ts';\nexport const here = 1;",
  ],
  [
    'a cycle by a type',
    'layout/no-import-cycle',
    'processor/src/config/there.ts',
    "import type { here } from './here.ts';\nexport const there = (value: typeof here) => value;",
  ],
  [
    'a clock in the ledger',
    'no-restricted-syntax',
    'processor/src/ledger/clock.ts',
    'export const today = () => new Date();',
  ],
  [
    'milliseconds in the ledger',
    'no-restricted-properties',
    'processor/src/ledger/now.ts',
    'export const now = () => Date.now();',
  ],
  [
    'chance in the ledger',
    'no-restricted-properties',
    'processor/src/payment-methods/chance.ts',
    'export const chance = () => Math.random();',
  ],
  [
    'a call in the ledger',
    'no-restricted-globals',
    'processor/src/ledger/call.ts',
    "export const call = () => fetch('https://adyen.example');",
  ],
  [
    'Node in the ledger',
    '@typescript-eslint/no-restricted-imports',
    'processor/src/ledger/node.ts',
    "export { randomUUID } from 'node:crypto';",
  ],
  [
    'an SDK in the ledger',
    '@typescript-eslint/no-restricted-imports',
    'processor/src/ledger/sdk.ts',
    "import type { Types } from '@adyen/api-library';\nexport type Amount = Types.checkout.Amount;",
  ],
  [
    'a log in the ledger',
    '@typescript-eslint/no-restricted-imports',
    'processor/src/ledger/log.ts',
    "export { one } from '../logging/one.ts';",
  ],
  [
    'a function that is hard to read',
    'sonarjs/cognitive-complexity',
    'enabler/src/ui/complex.ts',
    `export const complex = (value: number): number => {\n${lines(6, (depth) => `${'  '.repeat(depth + 1)}if (value > ${depth}) {`)}\n return 1;\n${'}'.repeat(6)}\nreturn 0;\n};`,
  ],
  [
    'five parameters',
    'max-params',
    'processor/src/api/one.ts',
    `${one}export const sum = (a: number, b: number, c: number, d: number, e: number) => a + b + c + d + e;`,
  ],
  [
    'a long file',
    'max-lines',
    'scripts/long.mjs',
    lines(251, (index) => `export const value${index} = ${index};`),
  ],
  [
    'a variable of a module',
    'layout/no-module-state',
    'processor/src/attempts/variable.ts',
    'let calls = 0;\nexport const count = () => (calls += 1);',
  ],
  [
    'a collection that a module fills',
    'layout/no-module-state',
    'processor/src/modifications/filled.ts',
    "const waiting = new Map([['a', 1]]);\nexport const wait = (key: string) => waiting.set(key, 1);",
  ],
  [
    'an empty collection that others fill',
    'layout/no-module-state',
    'processor/src/reviews/empty.ts',
    'export const seen = new Set<string>();',
  ],
  [
    'an object that a module changes',
    'layout/no-module-state',
    'processor/src/ledger/changed.ts',
    'const totals = { cents: 0 };\nexport const add = () => (totals.cents += 1);',
  ],
];

/** What the rules allow, one file for each that could be too strict. */
const allowed = {
  'processor/src/adyen/one.ts': `${one}export type One = 1;\n`,
  'processor/src/commercetools/one.ts': "export { one } from '../config/one.ts';",
  'processor/src/config/one.ts': one,
  'processor/src/logging/one.ts': one,
  'processor/src/main.ts': "export { one } from './app.ts';",
  'processor/src/app.ts': "export { one } from './config/one.ts';",
  'processor/src/ledger/date.ts': 'export const later = (at: string) => new Date(at).getTime() + 1;',
  'processor/src/ledger/payment.ts':
    "import type { Payment } from '@commercetools/platform-sdk';\nexport const id = ({ id }: Payment) => id;",
  'processor/src/ledger/table.ts':
    "const ranks = new Map([['a', 1]]);\nexport const rank = (name: string) => ranks.get(name);",
  'processor/src/ledger/table.test.ts':
    "export { one } from '../api/one.ts';\nexport const now = Date.now();",
  'enabler/src/express/one.ts': one,
  // On CI typescript-eslint refuses a tsconfig.json that finds no file.
  'test/one.ts': one,
};

let planted: Planted;
let reported: Map<string, string[]>;

beforeAll(async () => {
  planted = plantRepository();
  planted.write(allowed);
  planted.write(Object.fromEntries(breaches.map(([, , path, text]) => [path, text])));
  const results = await new ESLint({ cwd: planted.folder }).lintFiles('.');
  reported = new Map(
    results.map(({ filePath, messages }) => [
      filePath.slice(planted.folder.length + 1),
      messages.filter(({ severity }) => severity === 2).map(({ ruleId, message }) => ruleId ?? message),
    ]),
  );
}, 120_000);

afterAll(() => {
  planted.remove();
});

describe('lint', () => {
  it.each(breaches)('refuses %s (%s)', (_what, rule, path) => {
    expect(reported.get(path)).toContain(rule);
  });

  it.each(Object.keys(allowed))('allows %s', (path) => {
    expect(reported.get(path)).toEqual([]);
  });
});
