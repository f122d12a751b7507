import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, root } from './paths.mjs';
import { mustRun } from './processes.mjs';
import { step } from './progress.mjs';

/** What a build must leave behind, where it is worth a look. */
const products = {
  processor: ['dist/main.js', 'dist/post-deploy.js', 'dist/pre-undeploy.js'],
  job: ['dist/main.js'],
  enabler: ['public/connector-enabler.es.js', 'public/connector-enabler.umd.js'],
};

const outputs = new Set(['node_modules', 'dist', 'public', 'coverage']);

/** All files that a build of a folder may read, in a stable order. */
function* sourceFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (outputs.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (!entry.name.endsWith('.test.ts')) yield path;
  }
}

function digest(folder) {
  const hash = createHash('sha256');
  for (const path of sourceFiles(folder))
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** Builds an application, unless the last build was made of the same sources. */
export async function ensureBuilt(name) {
  const folder = join(root, name);
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (scripts.build === undefined) return;
  const stamp = join(cacheFolder, `built-${name}`);
  const sources = digest(folder);
  const isPresent = (products[name] ?? []).every((path) => existsSync(join(folder, path)));
  if (isPresent && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  await step(`Building ${name}`, () => mustRun('npm', ['run', 'build'], { cwd: folder }));
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(stamp, sources);
}
