import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applications, root } from './paths.mjs';
import { mustRun, run } from './processes.mjs';
import { step } from './progress.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Whether a folder's `node_modules` is what its lock file asks for. npm keeps the truth about the installed tree in
 * `node_modules/.package-lock.json`; packages for other platforms are missing there by right.
 */
export function isInstalled(folder) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const present = readJson(installed).packages;
  return Object.entries(readJson(join(folder, 'package-lock.json')).packages).every(
    ([path, wanted]) =>
      path === '' ||
      (present[path] === undefined ? wanted.optional === true : present[path].integrity === wanted.integrity),
  );
}

const install = (folder) =>
  mustRun('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: folder });

/** The repository's own Node comes as an npm package whose install script some npm settings leave out: run it then. */
async function ensureOwnNode() {
  const packageFolder = join(root, 'node_modules', 'node');
  const works = async () =>
    (await run(join(packageFolder, 'bin', 'node'), ['--version']).catch(() => ({ code: 1 }))).code === 0;
  if (await works()) return;
  await mustRun(process.execPath, ['installArchSpecificPackage.js'], { cwd: packageFolder });
  if (!(await works()))
    throw new Error('The npm package "node" was installed but its Node does not run on this machine.');
}

/** Installs what is missing in the root folder and in both applications. */
export async function ensureInstalled() {
  if (!isInstalled(root)) {
    await step('Installing tools (npm ci)', () => install(root));
  }
  await ensureOwnNode();
  const missing = applications.filter((name) => !isInstalled(join(root, name)));
  await Promise.all(
    missing.map((name) => step(`Installing ${name} (npm ci)`, () => install(join(root, name)))),
  );
}
