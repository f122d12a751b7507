// npm run docs:faults: runs the faults suite and writes its table to docs/faults.md.
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';

const path = join(root, 'docs', 'faults.md');
const { code, output } = await run('vitest', ['run', '--project', 'faults'], { env: { FAULTS_TABLE: path } });
process.stdout.write(`${output}\n${code === 0 ? path : 'Nothing was written.'}\n`);
process.exitCode = code;
