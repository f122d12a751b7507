import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../processor/src/errors/codes.ts';
import { generatedPages } from '../../scripts/docs/pages.ts';
import { withGeneratedParts } from '../../scripts/docs/readme.ts';
import { repository } from '../sandbox/service.ts';

interface PackageJson {
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const read = (path: string) => readFileSync(join(repository, path), 'utf8');
const packageJson = (folder: string) => JSON.parse(read(join(folder, 'package.json'))) as PackageJson;
const readme = read('README.md');
const packages = ['.', 'processor', 'enabler', 'job'].map(packageJson);

it('the generated pages of docs/ are as `npm run docs` writes them now', async () => {
  const pages = await generatedPages();
  expect(pages.map(([path]) => path)).toContain(join(repository, 'docs/api.md'));
  for (const [path, text] of pages) expect(readFileSync(path, 'utf8'), path).toBe(text);
});

it('docs/api.md explains every error code of the API', () => {
  const api = read('docs/api.md');
  expect(Object.keys(errorCodes).filter((code) => !api.includes(`| \`${code}`))).toEqual([]);
});

describe('the README', () => {
  it('has the generated parts as `npm run docs` writes them now', async () => {
    expect(await withGeneratedParts(readme)).toBe(readme);
  });

  it('names only commands that exist', () => {
    const scripts = new Set(packages.flatMap(({ scripts = {} }) => Object.keys(scripts)));
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !scripts.has(name))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const linked = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
    expect(linked.length).toBeGreaterThan(3);
    expect(linked.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });

  it('gives the reason of every dependency', () => {
    const names = packages.flatMap(({ dependencies, devDependencies }) =>
      Object.keys({ ...dependencies, ...devDependencies }),
    );
    // A row may speak for a whole scope: `@opentelemetry/*`.
    const isExplained = (name: string) =>
      readme.includes(`\`${name}\``) || readme.includes(`\`${name.split('/')[0] ?? name}/*\``);
    const unexplained = names.filter((name) => !name.startsWith('@types/') && !isExplained(name));
    expect(unexplained).toEqual([]);
  });
});
