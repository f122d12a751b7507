import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { repository, startService, type Service } from '../sandbox/service.ts';

/** Inside the processor's folder, so that its packages are found. */
const folder = join(repository, 'processor', 'dist', 'earlier-version');

/** Starts the processor of the earlier version, in the environment of a stack. */
export const startEarlier = (environment: Record<string, string>): Promise<Service> => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'main.mjs'),
    gunzipSync(readFileSync(join(import.meta.dirname, 'processor.mjs.gz'))),
  );
  return startService({
    name: 'The earlier processor',
    cwd: join(repository, 'processor'),
    command: [join(folder, 'main.mjs')],
    environment,
    readyPath: '/health',
  });
};
