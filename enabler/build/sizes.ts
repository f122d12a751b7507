import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unknownMethod } from '../src/method-catalogue/methods.ts';
import type { CatalogueRow } from '../src/method-catalogue/row.ts';
import { allRows, chunksOf } from './adyen-elements.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'public');
const entry = join(output, 'connector-enabler.es.js');

/** Bytes of one file, or of some together, as they are and as they go over the wire. */
export interface Size {
  raw: number;
  gzip: number;
}

/** What a page loads of the enabler when a method is first used on it. */
export interface FirstUse extends Size {
  use: string;
  requests: number;
}

export interface Budget {
  what: string;
  /** gzip, in bytes. */
  limit: number;
  gzip: number;
}

const kilobyte = 1000;

const redirects = 'iDEAL and other redirects';

/** The components whose classes are in one chunk, as a line of the table names them; Klarna's four count once. */
function componentsOf(rows: readonly CatalogueRow[], chunk: string): string {
  const names = rows.flatMap((row) => (row.chunk === chunk && 'component' in row ? [row.component] : []));
  return [...new Set(names.map((name) => name.replace(/^klarna_.+/, 'klarna')))].join(', ');
}

/** Chunks that a page loads for what it first uses. */
export function chunksOfUses(rows: readonly CatalogueRow[] = allRows): Record<string, string[]> {
  const byChunk = chunksOf(rows.filter((row) => 'component' in row && row.chunk !== unknownMethod.chunk));
  return {
    [redirects]: ['payment'],
    ...Object.fromEntries(byChunk.map((chunk) => [componentsOf(rows, chunk), ['payment', chunk]])),
    'stored card': ['stored-builder', 'card'],
    'drop-in with card and redirects': ['dropin', 'card'],
    'express applepay': ['express-builder', 'own-buttons', 'express-applepay'],
    'express googlepay': ['express-builder', 'own-buttons', 'express-googlepay'],
    'express paypal': ['express-builder', 'own-buttons', 'express-paypal'],
  };
}

/** Measures the built bundles. Throws when they are not there. */
export function measure(): {
  entry: FirstUse;
  umd: Size;
  firstUses: FirstUse[];
  largestChunk: Size & { name: string };
} {
  if (!existsSync(entry)) throw new Error('The enabler is not built: npm run build');
  const firstUses = Object.entries(chunksOfUses()).map(([use, chunks]) => firstUse(use, chunks));
  const [largestChunk] = readdirSync(join(output, 'chunks'))
    .filter((name) => !name.startsWith('adyen-core-'))
    .map((name) => ({ name, ...sizeOf([join(output, 'chunks', name)]) }))
    .toSorted((a, b) => b.gzip - a.gzip);
  if (!largestChunk) throw new Error('The enabler is not built: npm run build');
  const first = new Set<string>();
  collect(entry, first);
  return {
    entry: { use: '(entry alone)', requests: first.size, ...sizeOf([...first]) },
    umd: sizeOf([join(output, 'connector-enabler.umd.js')]),
    firstUses,
    largestChunk,
  };
}

/** What may not be exceeded, with what is. */
export function budgets(): Budget[] {
  const measured = measure();
  const use = (name: string): number =>
    measured.firstUses.find((each) => each.use === name)?.gzip ?? Infinity;
  return [
    { what: 'entry of the module bundle', limit: 6.5 * kilobyte, gzip: measured.entry.gzip },
    { what: 'a redirect method in all', limit: 62 * kilobyte, gzip: use(redirects) },
    { what: 'the card component in all', limit: 122 * kilobyte, gzip: use(componentsOf(allRows, 'card')) },
    { what: 'the largest chunk beyond the core', limit: 27.5 * kilobyte, gzip: measured.largestChunk.gzip },
    { what: 'the one-file bundle', limit: 173 * kilobyte, gzip: measured.umd.gzip },
  ];
}

function firstUse(use: string, chunks: string[]): FirstUse {
  const files = new Set<string>();
  for (const file of [entry, ...chunks.flatMap(chunkFiles)]) collect(file, files);
  return { use, requests: files.size, ...sizeOf([...files]) };
}

/** The files of a chunk; chunks are named after the module that is imported dynamically. */
function chunkFiles(name: string): string[] {
  return readdirSync(join(output, 'chunks'))
    .filter((file) => file.startsWith(`${name}-`) && file.length === name.length + '-XXXXXX.js'.length)
    .map((file) => join(output, 'chunks', file));
}

/** A file and all that it imports statically. */
function collect(file: string, files: Set<string>): void {
  if (files.has(file)) return;
  files.add(file);
  for (const [, source = ''] of readFileSync(file, 'utf8').matchAll(
    /(?:from|import)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g,
  )) {
    collect(resolve(dirname(file), source), files);
  }
}

function sizeOf(files: string[]): Size {
  const contents = files.map((file) => readFileSync(file));
  return {
    raw: contents.reduce((sum, content) => sum + content.length, 0),
    gzip: contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0),
  };
}
