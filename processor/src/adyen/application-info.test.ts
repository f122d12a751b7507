import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CONNECTOR_VERSION } from './application-info.ts';

it('names the version of the package', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as object;
  expect(manifest).toMatchObject({ version: CONNECTOR_VERSION });
});
