// Bundles the processor into dist/: a file for the service, one for each of Connect's scripts, and chunks for what is
// loaded only when it is needed. Another folder may be given: node build.mjs <folder>
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const outdir = process.argv[2] ?? 'dist';

rmSync(outdir, { recursive: true, force: true });

await build({
  entryPoints: {
    main: 'src/main.ts',
    'post-deploy': 'src/connect/post-deploy.ts',
    'pre-undeploy': 'src/connect/pre-undeploy.ts',
  },
  outdir,
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  // ES modules where a package ships them: what is not used is left out.
  mainFields: ['module', 'main'],
  sourcemap: true,
  // Names stay, for stack traces and logs.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  // CommonJS packages inside an ES module bundle still call require().
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

// One start without a configuration: it loads everything, fills the compile cache that src/main.ts names, and ends at once.
spawnSync(process.execPath, [join(outdir, 'main.js')], { env: {}, stdio: 'ignore', timeout: 20_000 });
