import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { layout } from './lint/layout.js';

export default tseslint.config(
  {
    ignores: ['**/node_modules/', '**/dist/', 'enabler/public/', 'coverage/', 'test-results/', '.cache/'],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './processor/tsconfig.json',
          './enabler/tsconfig.json',
          './job/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `const { secret: _secret, ...rest }` leaves a field away.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['processor/src/**/*.ts', 'enabler/src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['**/*.mjs', '*.js', 'test/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'URLSearchParams',
          'AbortSignal',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'fetch',
          'document',
          'window',
          'location',
          'history',
          'navigator',
          'localStorage',
          'sessionStorage',
          'crypto',
          'Intl',
          'EventSource',
          'customElements',
          'HTMLElement',
          'btoa',
          'atob',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  ...layout,
);
