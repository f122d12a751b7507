import { budgets, measure, type Size } from './sizes.ts';

// `npm run size`: the tables of the README, and exit code 1 when a budget is exceeded.

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(6);
const { entry, umd, firstUses } = measure();
const width = Math.max(...firstUses.map(({ use }) => use.length));
const row = (name: string, { raw, gzip }: Size, requests: string): string =>
  `| ${name.padEnd(width)} | ${kilobytes(raw)} | ${kilobytes(gzip)} | ${requests.padStart(5)} |`;

console.log(`| ${'First use of'.padEnd(width)} | raw kB | gzip kB | files |`);
console.log(`| ${'-'.repeat(width)} | -----: | ------: | ----: |`);
for (const use of [entry, ...firstUses]) console.log(row(use.use, use, String(use.requests)));
console.log(row('(one-file bundle, everything)', umd, '1'));

console.log('\n| Budget                            |  limit |   gzip |');
console.log('| --------------------------------- | -----: | -----: |');
for (const { what, limit, gzip } of budgets()) {
  console.log(`| ${what.padEnd(33)} | ${kilobytes(limit)} | ${kilobytes(gzip)} |`);
  if (gzip > limit) process.exitCode = 1;
}
