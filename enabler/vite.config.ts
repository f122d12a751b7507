import { defineConfig, type UserConfig } from 'vite';
import { adyenChunks } from './build/adyen-chunks.ts';
import { adyenStyles } from './build/adyen-styles.ts';
import { leaveOut, leftOutOfBoth, leftOutOfUmd } from './build/left-out.ts';
import { shippedTypes } from './build/shipped-types.ts';

type Output = NonNullable<NonNullable<UserConfig['build']>['rolldownOptions']>['output'];

// adyen-web explains itself on the console; a shop's console is not the place for it.
const minify = { compress: { dropConsole: true }, mangle: true, codegen: { removeWhitespace: true } };

/**
 * Two bundles: for modules an entry that loads what is used, when it is used, and (`--mode umd`) one file for everything
 * else.
 */
export default defineConfig(({ mode }) => (mode === 'umd' ? umd() : modules()));

function modules(): UserConfig {
  return library(
    'es',
    'connector-enabler.es.js',
    {
      minify,
      chunkFileNames: 'chunks/[name]-[hash].js',
      codeSplitting: { groups: adyenChunks() },
    },
    leftOutOfBoth,
  );
}

function umd(): UserConfig {
  return library(
    'umd',
    'connector-enabler.umd.js',
    { minify, codeSplitting: false },
    {
      ...leftOutOfBoth,
      ...leftOutOfUmd,
    },
  );
}

function library(
  format: 'es' | 'umd',
  fileName: string,
  output: Output,
  leftOut: Record<string, string>,
): UserConfig {
  return {
    plugins: [leaveOut(leftOut), adyenStyles(), shippedTypes()],
    build: {
      target: 'es2022',
      outDir: 'public',
      // The other bundle is there already, or comes after.
      emptyOutDir: false,
      copyPublicDir: false,
      lib: { entry: 'src/main.ts', name: 'Connector', formats: [format], fileName: () => fileName },
      rolldownOptions: { output: output ?? {} },
    },
  };
}
