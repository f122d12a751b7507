import { defineConfig } from 'vitest/config';

/** Vitest's own second is less than a page needs on a busy machine. What never comes fails the test all the same. */
const expectations = { poll: { timeout: 15_000 } };

// One project per kind of test, so that each can be run alone; what they share is that they cross applications.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'sandbox',
          include: ['test/sandbox/**/*.test.ts'],
          testTimeout: 20_000,
          expect: expectations,
        },
      },
      { test: { name: 'tooling', include: ['test/tooling/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 30_000,
          expect: expectations,
          hookTimeout: 60_000,
          // One file after the other in one process: each would load the sandbox again, which takes as long as many tests.
          fileParallelism: false,
          isolate: false,
        },
      },
      {
        test: {
          name: 'histories',
          include: ['test/histories/**/*.test.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          expect: expectations,
          hookTimeout: 120_000,
          // As above.
          fileParallelism: false,
          isolate: false,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 180_000,
          expect: expectations,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
