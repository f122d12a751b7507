import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What Connect deploys: folders with a package and a lock file of their own. */
export const applications = ['processor', 'enabler', 'job'].filter((name) =>
  existsSync(join(root, name, 'package-lock.json')),
);

/** What a script remembers between two runs; not part of the repository. */
export const cacheFolder = join(root, '.cache');
