import { defineConfig } from 'vitest/config';
import { adyenElements } from './build/adyen-elements.ts';
import { adyenStyles } from './build/adyen-styles.ts';

export default defineConfig({
  plugins: [adyenElements(), adyenStyles()],
  test: {
    include: ['src/**/*.test.ts', 'build/**/*.test.ts'],
    environment: 'happy-dom',
    testTimeout: 60_000,
  },
});
