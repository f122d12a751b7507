import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { mustRun, run } from './processes.mjs';
import { step } from './progress.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Whether a folder's `node_modules` is what its lock file asks for. npm keeps the truth about the installed tree in
 * `node_modules/.package-lock.json`; packages for other platforms are missing there by right.
 */
function isInstalled(folder) {
  const wanted = Object.entries(readJson(join(folder, 'package-lock.json')).packages).filter(
    ([path]) => path !== '',
  );
  if (wanted.length === 0) return true;
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const present = readJson(installed).packages;
  return wanted.every(([path, { integrity, optional }]) =>
    present[path] === undefined ? optional === true : present[path].integrity === integrity,
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

/** Installs the repository's tools, its own Node among them, unless they are there. */
export async function ensureToolsInstalled() {
  if (!isInstalled(root)) await step('Installing tools (npm ci)', () => install(root));
  await ensureOwnNode();
}

/** Installs what an application needs, unless it is there. */
export async function ensureInstalled(name) {
  const folder = join(root, name);
  if (!isInstalled(folder)) await step(`Installing ${name} (npm ci)`, () => install(folder));
}
