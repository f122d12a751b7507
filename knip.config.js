// Dead code: `knip` looks at everything; `knip --production` at what is shipped, where an export that only tests use is dead.

const tests = ['!src/**/*.test.ts!', '!src/**/test-*.ts!', '!src/test-support/**!'];

export default ({ production }) => ({
  workspaces: {
    '.': {
      entry: [
        'scripts/*.{mjs,ts}',
        // Processes that a script starts.
        'scripts/lib/*-worker.mjs',
        'test/sandbox/{main,screenshots}.ts',
        'test/bench/{main,browser}.ts',
        'test/sandbox/shop/pages/*.js',
      ],
      project: ['scripts/**/*.{mjs,ts}', 'lint/**/*.js', 'test/**/*.{ts,js}', '*.{ts,js}'],
    },
    processor: {
      // `overrides` in its package.json names it.
      ignoreDependencies: ['@commercetools/ts-client'],
      entry: ['src/main.ts!', 'src/connect/{post-deploy,pre-undeploy}.ts!'],
      project: ['src/**/*.ts!', ...tests, '*.{mjs,ts}'],
    },
    enabler: {
      // The method catalogue names the files of methods' own code, and `build/adyen-elements.ts` imports them.
      entry: ['dev/*.ts', 'src/methods/*/*.method.ts!'],
      project: ['src/**/*.ts!', ...tests, '{build,dev}/**/*.ts', '*.{mjs,ts}'],
    },
    job: { entry: ['src/main.ts!'], project: ['src/**/*.ts!', ...tests, '*.{mjs,ts}'] },
  },
  // A type names what an exported function takes or returns. A function that a test calls may be exported for it.
  ignoreExportsUsedInFile: production ? true : { interface: true, type: true },
  ignoreBinaries: ['taskset'],
  ignoreIssues: {
    // The public API: src/main.ts exports it whole.
    'enabler/src/enabler.ts': ['exports'],
    'enabler/src/types.ts': ['types'],
    // The same files as the processor's, which uses more of them.
    'job/src/upstream/*.ts': ['exports', 'types'],
  },
});
