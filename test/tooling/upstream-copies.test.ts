import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folderOf = (application: string): string =>
  join(import.meta.dirname, '../..', application, 'src/upstream');

const read = (application: string, file: string): string =>
  readFileSync(join(folderOf(application), file), 'utf8');

// Connect builds the job from its folder alone, so that it cannot import the processor's transport.
it.each(readdirSync(folderOf('job')))('job/src/upstream/%s is the same as the processor’s', (file) => {
  expect(read('job', file)).toBe(read('processor', file));
});
