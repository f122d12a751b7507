import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Both applications, each with a lock file of its own. */
export const applications = ['processor', 'enabler'];

/** What a script remembers between two runs; not part of the repository. */
export const cacheFolder = join(root, '.cache');
