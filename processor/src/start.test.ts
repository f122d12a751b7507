import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let dist: string;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'processor-start-'));
  const root = join(import.meta.dirname, '..');
  expect(spawnSync(process.execPath, ['build.mjs', dist], { cwd: root }).status).toBe(0);
}, 60_000);

afterAll(() => rm(dist, { recursive: true, force: true }));

/** A file of the bundle and all that is loaded with it at once; what is imported later does not count. */
const loadedWith = async (file: string, seen = new Set<string>()): Promise<Set<string>> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = await readFile(join(dist, file), 'utf8');
  const statically =
    /(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w$*{][^;"'()]*?from\s*)?["']\.\/([\w.-]+\.js)["']/g;
  for (const [, name = ''] of text.matchAll(statically)) await loadedWith(name, seen);
  return seen;
};

const packagesIn = async (files: Iterable<string>): Promise<Set<string>> => {
  const packages = new Set<string>();
  for (const file of files) {
    const { sources } = JSON.parse(await readFile(join(dist, `${file}.map`), 'utf8')) as {
      sources: string[];
    };
    for (const source of sources) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(source)?.[1];
      if (name !== undefined) packages.add(name);
    }
  }
  return packages;
};

/** Each costs a noticeable part of a cold start, and none is needed for the first request. */
const heavy = [
  '@commercetools/connect-payments-sdk',
  '@adyen/api-library',
  '@opentelemetry/sdk-trace',
  '@opentelemetry/sdk-metrics',
  'jsonwebtoken',
];

describe('the service', () => {
  it('starts without what it needs later or never', async () => {
    const service = (await readdir(dist)).find((name) => /^service-.*\.js$/.test(name)) ?? '';
    const packages = await packagesIn(await loadedWith(service));
    expect(packages).toContain('express');
    expect(heavy.filter((name) => packages.has(name))).toEqual([]);
  });

  it('finds what V8 made of it beside it', async () => {
    expect((await readdir(join(dist, 'compile-cache'))).length).toBeGreaterThan(0);
  });
});
