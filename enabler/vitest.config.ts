import { defineConfig } from 'vitest/config';
import { adyenStyles } from './build/adyen-styles.ts';

export default defineConfig({
  plugins: [adyenStyles()],
  test: {
    include: ['src/**/*.test.ts', 'build/**/*.test.ts'],
    environment: 'happy-dom',
    testTimeout: 60_000,
  },
});
