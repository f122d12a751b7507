import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { chunkGroups } from './build/chunk-groups.ts';
import { adyenElements } from './build/adyen-elements.ts';
import { adyenStyles } from './build/adyen-styles.ts';
import { entryInOne } from './build/entry-in-one.ts';
import { importAtOnce } from './build/import-at-once.ts';
import { leaveOutEvents } from './build/left-out-events.ts';
import { leaveOutTexts, textsOfModulesOnly, textsOfNone } from './build/left-out-texts.ts';
import { leaveOut, leaveOutBuildFacts, leftOutOfBoth, leftOutOfUmd } from './build/left-out.ts';
import { parallelChunks } from './build/parallel-chunks.ts';
import { removeStaleChunks } from './build/remove-stale-chunks.ts';
import { runtimeInEntry } from './build/runtime-in-entry.ts';
import { sharedHelper } from './build/shared-helper.ts';
import { shippedTypes } from './build/shipped-types.ts';

type Build = NonNullable<UserConfig['build']>;

// adyen-web explains itself on the console; a shop's console is not the place for it.
const minify = { compress: { dropConsole: true }, mangle: true, codegen: { removeWhitespace: true } };

// Annotations are for bundlers; both bundles are loaded as they are.
const comments = { annotation: false };

const common: Build = {
  target: 'es2022',
  outDir: 'public',
  // The other bundle is there already, or comes after.
  emptyOutDir: false,
  copyPublicDir: false,
};

/** For pages that use modules: an entry that loads what is used, when it is used. */
const modules = (): UserConfig => ({
  plugins: plugins(
    leaveOut(leftOutOfBoth),
    leaveOutTexts(textsOfNone),
    runtimeInEntry(),
    parallelChunks(),
    entryInOne(),
    removeStaleChunks(),
  ),
  build: {
    ...common,
    lib: { entry: 'src/main.ts', formats: ['es'], fileName: () => 'connector-enabler.es.js' },
    rolldownOptions: {
      output: {
        minify,
        comments,
        chunkFileNames: 'chunks/[name]-[hash:6].js',
        codeSplitting: { groups: chunkGroups() },
      },
    },
  },
});

/** For everybody else (`--mode umd`): one file. */
const umd = (): UserConfig => ({
  plugins: plugins(
    leaveOut({ ...leftOutOfBoth, ...leftOutOfUmd }),
    leaveOutTexts([...textsOfNone, ...textsOfModulesOnly]),
    importAtOnce(),
  ),
  build: {
    ...common,
    lib: {
      entry: 'src/main.ts',
      name: 'Connector',
      formats: ['umd'],
      fileName: () => 'connector-enabler.umd.js',
    },
    rolldownOptions: { output: { minify, comments, codeSplitting: false } },
  },
});

const plugins = (leaveOutPlugin: Plugin, ...others: Plugin[]): Plugin[] => [
  leaveOutPlugin,
  leaveOutBuildFacts(),
  leaveOutEvents(),
  sharedHelper(),
  adyenElements(),
  adyenStyles(),
  shippedTypes(),
  ...others,
];

export default defineConfig(({ mode }) => (mode === 'umd' ? umd() : modules()));
