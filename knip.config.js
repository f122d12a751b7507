// Dead code: `knip` looks at everything; `knip --production` at what is shipped, where an export that only tests use is dead.

/** Temporary: what is dead today, by file. It shrinks to nothing; add nothing to it. */
const deadToday = {
  'enabler/src/messages/messages.ts': ['exports'],
  'processor/src/adyen/errors.ts': ['exports'],
  'processor/src/adyen/requests/modification-requests.ts': ['exports'],
  'processor/src/adyen/requests/payment-request.ts': ['exports'],
  'processor/src/adyen/responses.ts': ['types'],
  'processor/src/api/middleware/authentication.ts': ['exports'],
  'processor/src/api/middleware/load-shedding.ts': ['exports'],
  'processor/src/api/middleware/rate-limit.ts': ['exports'],
  'processor/src/api/operations/payment-components-route.ts': ['exports'],
  'processor/src/dependencies.ts': ['exports'],
  'processor/src/ledger/authorised-amount.ts': ['exports'],
  'processor/src/observability/upstream.ts': ['exports'],
  'processor/src/payment-methods/payment-method-names.ts': ['exports'],
  'processor/src/status-checks/commercetools-permissions.ts': ['exports'],
  'processor/src/stored-methods/recurring-orders.ts': ['exports'],
  'processor/src/stored-methods/removed-methods.ts': ['exports'],
};

const tests = ['!src/**/*.test.ts!', '!src/**/test-*.ts!', '!src/test-support/**!'];

export default ({ production }) => ({
  workspaces: {
    '.': {
      entry: [
        'scripts/*.{mjs,ts}',
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
      entry: ['dev/*.ts'],
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
    ...deadToday,
  },
});
