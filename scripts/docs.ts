// npm run docs: writes the parts of the README and the pages of docs/ that follow from code; `npm run docs ledger`
// only that part of the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { generatedPages } from './docs/pages.ts';
import { readmePath, withGeneratedParts } from './docs/readme.ts';

const names = process.argv.slice(2);
const readme = readFileSync(readmePath, 'utf8');
writeFileSync(readmePath, await withGeneratedParts(readme, names.length > 0 ? names : undefined));
if (names.length === 0) for (const [path, text] of await generatedPages()) writeFileSync(path, text);
