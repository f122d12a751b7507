// npm run docs: writes the parts of the README that follow from code; `npm run docs ledger` only one of them.
import { readFileSync, writeFileSync } from 'node:fs';
import { readmePath, withGeneratedParts } from './docs/readme.ts';

const names = process.argv.slice(2);
const readme = readFileSync(readmePath, 'utf8');
writeFileSync(readmePath, await withGeneratedParts(readme, names.length > 0 ? names : undefined));
