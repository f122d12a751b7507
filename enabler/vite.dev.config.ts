import { defineConfig } from 'vite';
import { adyenElements } from './build/adyen-elements.ts';
import { adyenStyles } from './build/adyen-styles.ts';

// `npm run dev`: the developer page, on the sources. It makes carts and sessions in the sandbox (`npm run demo` in the
// repository's root) through its control interface.
export default defineConfig({
  root: 'dev',
  plugins: [adyenElements(), adyenStyles()],
  server: {
    host: 'localhost',
    proxy: {
      '/commercetools': {
        target: process.env.COMMERCETOOLS_URL ?? 'http://localhost:9310',
        changeOrigin: true,
        rewrite: (path) => path.replace('/commercetools', ''),
      },
    },
  },
});
