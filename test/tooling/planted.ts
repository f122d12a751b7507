import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const applications = ['processor', 'enabler', 'job'];

/** The configuration that decides, as the repository has it. What is tolerated today stays behind. */
const configuration = [
  'eslint.config.js',
  'lint',
  'knip.config.js',
  '.jscpd.json',
  ...['.', ...applications].flatMap((folder) => [`${folder}/package.json`, `${folder}/tsconfig.json`]),
];

export interface Planted {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** Runs one of the repository's tools there. */
  readonly run: (tool: string, ...args: string[]) => Promise<{ code: number; output: string }>;
  readonly remove: () => void;
}

/** A small repository under the configuration of this one, for sources that break its rules. */
export function plantRepository(): Planted {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  for (const path of configuration) cpSync(join(repository, path), join(folder, path), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    write: (files) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    run: (tool, ...args) =>
      new Promise((resolve) => {
        const command = join(repository, 'node_modules/.bin', tool);
        execFile(command, args, { cwd: folder, maxBuffer: 1e8 }, (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
        });
      }),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Lines of code, numbered so that each differs from the others. */
export const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
