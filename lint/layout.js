import { join } from 'node:path';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint from 'typescript-eslint';
import { layers, pure } from './layers.js';
import { layersRule } from './rules/layers.js';
import { noImportCycle } from './rules/no-import-cycle.js';
import { noModuleState } from './rules/no-module-state.js';

const root = join(import.meta.dirname, '..');
const plugin = {
  rules: { layers: layersRule, 'no-import-cycle': noImportCycle, 'no-module-state': noModuleState },
};

const tests = ['**/*.test.*', '**/test-*.ts', '**/test-support/**'];
const production = ['processor/src/**/*.ts', 'enabler/src/**/*.ts', 'job/src/**/*.ts'];
const sources = ['processor', 'enabler', 'job', 'scripts', 'lint', 'test/sandbox'].map(
  (folder) => `${folder}/**/*.{ts,js,mjs}`,
);

const sizes = [
  { files: sources, rules: { 'sonarjs/cognitive-complexity': ['error', 15], 'max-params': ['error', 4] } },
  // The published declarations are one file: the build ships it as it is.
  { files: sources, ignores: [...tests, 'enabler/src/types.ts'], rules: { 'max-lines': ['error', 250] } },
];

const layering = Object.entries(layers).map(([folder, lines]) => ({
  files: [`${folder}/**/*.ts`],
  ignores: tests,
  rules: { 'layout/layers': ['error', join(root, folder), lines] },
}));

/** What pure folders do without. Types of commercetools' SDK are no client: the ledger speaks of Payments. */
const purity = {
  files: pure.map((folder) => `processor/src/${folder}/**/*.ts`),
  ignores: tests,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: '^@commercetools/platform-sdk$',
            allowTypeImports: true,
            message: 'The ledger is pure: of the SDK it knows types only.',
          },
          {
            regex: '^(?!\\.|@commercetools/platform-sdk$)',
            message: 'The ledger is pure: it imports no package and nothing of Node.',
          },
          {
            regex: '^\\.\\./(\\.\\./)*(config|logging)/',
            allowTypeImports: true,
            message: 'The ledger is pure: settings are passed in, and nothing is logged.',
          },
        ],
      },
    ],
    'no-restricted-globals': [
      'error',
      ...'process fetch setTimeout setInterval setImmediate queueMicrotask console performance crypto Buffer globalThis'
        .split(' ')
        .map((name) => ({ name, message: 'The ledger is pure: no I/O, no clock, no chance.' })),
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'The ledger has no clock: pass the time in.' },
      { object: 'Math', property: 'random', message: 'The ledger leaves nothing to chance.' },
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector:
          ":matches(NewExpression[arguments.length=0], CallExpression)[callee.type='Identifier'][callee.name='Date']",
        message: 'The ledger has no clock: pass the time in.',
      },
    ],
  },
};

/** Rules that hold the layout. What breaks one today is listed in eslint-suppressions.json, by file and rule. */
export const layout = tseslint.config(
  { plugins: { layout: plugin, sonarjs } },
  ...sizes,
  { files: production, ignores: tests, rules: { 'layout/no-import-cycle': 'error' } },
  ...layering,
  purity,
  {
    files: ['processor/src/**/*.ts', 'job/src/**/*.ts'],
    ignores: tests,
    rules: { 'layout/no-module-state': 'error' },
  },
);
